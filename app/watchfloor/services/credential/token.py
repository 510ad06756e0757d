"""Access tokens from an OAuth 2 server: asked for, refreshed, and refused in plain words."""

import asyncio
import ssl
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from watchfloor import __version__
from watchfloor.core.feed import Feed
from watchfloor.core.link.verdict import code_of_status
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.secret.secret import Basic, OAuth, basic_value
from watchfloor.services.clock import Clock
from watchfloor.services.net.attempt import AttemptError, ended
from watchfloor.services.net.failure import outcome_of
from watchfloor.services.net.proxy import proxy_of

PATIENCE_S = 15.0
MOST_BYTES = 1024 * 1024
MOST_EARLY_S = 60.0
# What a token server says where another try changes nothing.
_FINAL = ("invalid_client", "invalid_grant", "unauthorized_client", "access_denied", "expired_token")


class Token(msgspec.Struct, frozen=True):
    """`expires_at_s` and `renew_at_s` are wall clock; None: until the server refuses it."""

    text: str
    renew_at_s: float | None = None
    expires_at_s: float | None = None
    refresh_token: str = ""

    def __repr__(self) -> str:
        return "Token(…)"


class Refusal(msgspec.Struct, frozen=True):
    """The error that a token server named, as RFC 6749 has it."""

    error: str
    description: str = ""


class _Answer(msgspec.Struct):
    access_token: str
    token_type: str = "bearer"  # noqa: S105  # a kind, not a secret
    expires_in: float | str | None = None
    refresh_token: str | None = None  # some servers write null where they give none


class Way(msgspec.Struct, frozen=True):
    """How to reach a token server: as its feed is reached."""

    proxy: str | None = None
    ca_file: str | None = None
    verify_tls: bool = True

    @staticmethod
    def of(feed: Feed) -> "Way":
        return Way(feed.proxy, feed.ca_file, feed.verify_tls)


class TokenServer:
    """Speaks with the token server of one OAuth secret. Everything that fails is an `AttemptError`."""

    def __init__(self, way: Way, clock: Clock) -> None:
        self._way = way
        self._clock = clock
        self._context: ssl.SSLContext | None = None  # made once: it takes a while

    async def token(self, oauth: OAuth, form: dict[str, str]) -> Token:
        """A token for this grant; a refusal is final, everything else may be tried again."""
        answer = await self.ask(oauth, oauth.token_url, form)
        if isinstance(answer, Refusal):
            raise refused(oauth.token_url, answer)
        return self.read(oauth, answer)

    async def ask(self, oauth: OAuth, url: str, form: dict[str, str]) -> bytes | Refusal:
        """The answer's body, or the error that the server named."""
        host = urlsplit(url).hostname or url
        data = {name: value for name, value in form.items() if value}
        headers = {"Accept": "application/json", "User-Agent": f"watchfloor/{__version__}"}
        if oauth.post or not oauth.client_secret:
            data |= {"client_id": oauth.client_id}
            data |= {"client_secret": oauth.client_secret} if oauth.client_secret else {}
        else:
            # RFC 6749 asks for both to be encoded as in a form before they become Basic.
            login = Basic(user=quote(oauth.client_id, safe=""), password=quote(oauth.client_secret, safe=""))
            headers["Authorization"] = f"Basic {basic_value(login)}"
        try:
            async with (
                asyncio.timeout(PATIENCE_S * 2),
                self._client(url) as client,
                client.stream("POST", url, data=data, headers=headers) as response,
            ):
                body = await _limited(response)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ExceptionGroup) as error:
            raise AttemptError(outcome_of(error, host)) from error
        except ValueError as error:
            raise ended("bad-request", f"The token server {host} cannot be asked: {error}.") from error
        return _judged(response, body, host)

    def read(self, oauth: OAuth, body: bytes) -> Token:
        host = urlsplit(oauth.token_url).hostname or oauth.token_url
        try:
            answer = msgspec.json.decode(body, type=_Answer)
            life_s = None if answer.expires_in is None else float(answer.expires_in)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise ended(
                "bad-request", f"The token server {host} answered without an access token."
            ) from error
        if answer.token_type.lower() != "bearer" or not answer.access_token:
            raise ended("bad-request", f"The token server {host} gives no bearer tokens.")
        if any(ord(character) <= 0x20 or ord(character) > 0x7E for character in answer.access_token):
            raise ended("bad-request", f"The token of {host} has characters that no header can carry.")
        now_s, refresh_token = self._clock.wall_s(), answer.refresh_token or ""
        if life_s is None or not 0 < life_s < 1e10:
            return Token(answer.access_token, refresh_token=refresh_token)
        early_s = min(MOST_EARLY_S, life_s * 0.1)
        return Token(answer.access_token, now_s + life_s - early_s, now_s + life_s, refresh_token)

    def _client(self, url: str) -> httpx.AsyncClient:
        """One for each question: they are an hour apart."""
        if self._context is None:
            self._context = _context(self._way)
        address = proxy_of(self._way.proxy, url)
        proxy = httpx.Proxy(address) if address else None
        transport = httpx.AsyncHTTPTransport(verify=self._context, proxy=proxy)
        return httpx.AsyncClient(transport=transport, timeout=PATIENCE_S, trust_env=False)


def _context(way: Way) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=way.ca_file) if way.ca_file else httpx.create_ssl_context()
    if not way.verify_tls:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def refused(url: str, refusal: Refusal) -> AttemptError:
    """What the token server said, as the outcome of an attempt."""
    host = urlsplit(url).hostname or url
    said = redact_text(refusal.description or refusal.error)[:200]
    code = "unauthorized" if refusal.error in _FINAL else "bad-request"
    return ended(code, f"The token server {host} refused ({refusal.error}): {said}".rstrip(": ") + ".")


async def _limited(response: httpx.Response) -> bytes:
    """The answer's beginning; a token is never longer."""
    body = bytearray()
    async for block in response.aiter_bytes():
        body += block
        if len(body) > MOST_BYTES:
            break
    return bytes(body[:MOST_BYTES])


def _judged(response: httpx.Response, body: bytes, host: str) -> bytes | Refusal:
    status = response.status_code
    if status == 200:
        return body
    refusal = _refusal(body)
    if refusal is not None and status < 500:
        return refusal
    code = code_of_status(status)
    words = f"{status} {response.reason_phrase}".strip()
    raise ended("redirect" if code == "no-content" else code, f"The token server {host}: {words}.", status)


def _refusal(body: bytes) -> Refusal | None:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("error"), str):
        return None
    description = found.get("error_description", "")
    return Refusal(_plain(found["error"]), _plain(description) if isinstance(description, str) else "")


def _plain(text: str) -> str:
    """Text of the network on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:400]).split())
