"""Signing in on another screen: OAuth 2's device flow (RFC 8628)."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import msgspec

from watchfloor.core.link.verdict import Next, judge
from watchfloor.core.secret.secret import OAuthDevice
from watchfloor.services.clock import Clock
from watchfloor.services.credential.token import Refusal, Token, TokenServer, refused
from watchfloor.services.net.attempt import AttemptError, ended

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
DEFAULT_INTERVAL_S = 5.0
LEAST_INTERVAL_S = 1.0
MOST_INTERVAL_S = 60.0
SLOWER_S = 5.0
MOST_LIFE_S = 3600.0


class Prompt(msgspec.Struct, frozen=True):
    """What a person is shown: open the address, type the code."""

    user_code: str
    address: str
    whole_address: str  # with the code in it; "" where the server gives none
    expires_at_s: float  # wall clock


class _Answer(msgspec.Struct):
    device_code: str
    user_code: str
    verification_uri: str = ""
    verification_url: str = ""  # as some servers call it
    verification_uri_complete: str | None = None
    expires_in: float = 900.0
    interval: float | None = None


class DeviceSignIn:
    """`begin`, show the prompt, `finish`. Cancelling `finish` gives up; nothing is left behind."""

    def __init__(
        self,
        oauth: OAuthDevice,
        server: TokenServer,
        clock: Clock,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._oauth = oauth
        self._server = server
        self._clock = clock
        self._wait = wait
        self._device_code = ""
        self._interval_s = DEFAULT_INTERVAL_S
        self._expires_at_s = 0.0

    async def begin(self) -> Prompt:
        """Ask for a code; `AttemptError` says why there is none."""
        oauth = self._oauth
        form = {"scope": oauth.scope, "audience": oauth.audience, "client_id": oauth.client_id}
        body = await self._server.ask(oauth, oauth.device_url, form)
        if isinstance(body, Refusal):
            raise refused(oauth.device_url, body)
        answer = _read(body, oauth.device_url)
        self._device_code = answer.device_code
        self._interval_s = min(max(answer.interval or DEFAULT_INTERVAL_S, LEAST_INTERVAL_S), MOST_INTERVAL_S)
        self._expires_at_s = self._clock.wall_s() + min(answer.expires_in, MOST_LIFE_S)
        address = answer.verification_uri or answer.verification_url
        whole = answer.verification_uri_complete or ""
        return Prompt(answer.user_code, address, whole if _opens(whole) else "", self._expires_at_s)

    async def finish(self) -> tuple[OAuthDevice, Token]:
        """Wait until the person has signed in: what to keep, and the first token."""
        oauth = self._oauth
        form = {"grant_type": GRANT, "device_code": self._device_code, "client_id": oauth.client_id}
        while self._clock.wall_s() < self._expires_at_s:
            await self._wait(self._interval_s)
            answer = await self._answer(form)
            if answer is None:
                self._interval_s = min(self._interval_s + SLOWER_S, MOST_INTERVAL_S)
            elif isinstance(answer, bytes):
                token = self._server.read(oauth, answer)
                return msgspec.structs.replace(oauth, refresh_token=token.refresh_token), token
            elif answer.error == "slow_down":
                self._interval_s += SLOWER_S
            elif answer.error != "authorization_pending":
                raise refused(oauth.token_url, answer)
        raise ended("unauthorized", "Nobody signed in while the code was good. Begin again.")

    async def _answer(self, form: dict[str, str]) -> bytes | Refusal | None:
        """What the server says by now; None: it could not be asked, and the person may sign in meanwhile."""
        try:
            return await self._server.ask(self._oauth, self._oauth.token_url, form)
        except AttemptError as error:
            if judge(error.outcome).next is Next.RETRY:
                return None
            raise


def _read(body: bytes, url: str) -> _Answer:
    host = urlsplit(url).hostname or url
    try:
        answer = msgspec.json.decode(body, type=_Answer, strict=False)  # some write numbers as text
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ended("bad-request", f"{host} answered without a code to sign in with.") from error
    if not _opens(answer.verification_uri or answer.verification_url):
        raise ended("bad-request", f"{host} named no address to sign in at.")
    return answer


def _opens(url: str) -> bool:
    return url.startswith(("http://", "https://"))
