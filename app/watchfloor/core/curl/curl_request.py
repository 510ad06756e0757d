"""What a cURL command's flags add up to: a request, and from it a feed."""

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import msgspec

from watchfloor.core.curl.address import address, name_of
from watchfloor.core.curl.curl_flag import HARMLESS, LEFT_OUT, READ, REFUSED, SHORT, VALUED
from watchfloor.core.curl.shell_word import CommandError
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.secret.secret import PLACEHOLDER, AnySecret, Basic, Bearer, SecretBody, part, split_url

DEFAULT_ACCEPT = "text/event-stream"
_FILE_AND_PASSWORD = re.compile(r"((?:[A-Za-z]:(?=[\\/]))?(?:\\:|[^:])*)(?::(.*))?", re.DOTALL)
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
# They describe one connection of curl's, not the feed.
_OF_THE_CONNECTION = {
    "connection": "",
    "content-length": "",
    "transfer-encoding": "",
    "keep-alive": "",
    "accept-encoding": "a compressed stream arrives in clumps",
    "if-none-match": "a stream has no version",
    "if-modified-since": "a stream has no age",
    "cache-control": "",
    "pragma": "",
    "upgrade-insecure-requests": "",
}


class CurlError(CommandError):
    """The command cannot be a feed: what stands in the way, and where."""


class Pasted(msgspec.Struct, frozen=True):
    """`secrets` belong in the keyring. `told` are sentences on what was left out or should be looked at."""

    feed: Feed
    secrets: tuple[AnySecret, ...] = ()
    told: tuple[str, ...] = ()


class CurlFlag(msgspec.Struct, frozen=True):
    """`name` is the long one, `shown` as it was written."""

    name: str
    shown: str
    value: str
    position: int


class CurlRequest:
    """What the flags add up to."""

    def __init__(self, text: str) -> None:
        self.told: list[str] = []
        self._text = text
        self._url: tuple[str, int] | None = None
        self._method = ""
        self._headers: list[tuple[str, str]] = []
        self._removed: set[str] = set()
        self._cookies: list[str] = []  # as headers
        self._jar: list[str] = []  # by -b: a header stands before them
        self._body: str | None = None
        self._json = False
        self._query: list[str] = []
        self._get = False
        self._login: Basic | Bearer | None = None
        self._proxy: str | None = None
        self._proxy_user = ""
        self._cert_password = ""
        self._fields: dict[str, object] = {}

    def take(self, flag: CurlFlag) -> None:
        if flag.name in REFUSED:
            raise self._error(REFUSED[flag.name], flag)
        if flag.name in LEFT_OUT:
            self.told.append(f"{flag.shown} was left out: {LEFT_OUT[flag.name]}.")
        elif flag.name in READ:
            self._read(flag)
        elif flag.name not in HARMLESS and flag.name.removeprefix("no-") not in HARMLESS:
            known = "is of no use here" if flag.name in (*VALUED, *SHORT.values()) else "is not known"
            self.told.append(f"{flag.shown} {known} and was left out.")

    def _read(self, flag: CurlFlag) -> None:
        match flag.name:
            case "url":
                self._read_url(flag)
            case "header":
                self._read_header(flag)
            case "request":
                self._read_method(flag)
            case "user" | "oauth2-bearer" | "anyauth" | "cookie" | "proxy-user":
                self._read_login(flag)
            case "user-agent" | "referer":
                name = {"user-agent": "User-Agent", "referer": "Referer"}[flag.name]
                self._add(name, flag.value.removesuffix(";auto"), flag)
            case "proxy" | "proxy1.0" | "socks5" | "socks5-hostname":
                self._read_proxy(flag)
            case "insecure" | "http2" | "http2-prior-knowledge" | "connect-timeout":
                self._read_way(flag)
            case "cacert" | "cert" | "key" | "pass" | "cert-type" | "key-type":
                self._read_certificate(flag)
            case _:
                self._read_data(flag)

    def _read_url(self, flag: CurlFlag) -> None:
        if self._url is None:
            self._url = (flag.value, flag.position)
        else:
            self.told.append(f"A feed has one address; this one was left out: {shown_of(flag.value)}")

    def _read_method(self, flag: CurlFlag) -> None:
        if not re.fullmatch(r"[A-Za-z]{1,20}", flag.value):
            raise self._error(f"{shown_of(flag.value)} is not a request method", flag)
        self._method = flag.value.upper()

    def _read_header(self, flag: CurlFlag) -> None:
        if flag.value.startswith("@"):
            raise self._from_file(flag, flag.value[1:])
        name, colon, value = flag.value.partition(":")
        if not colon and flag.value.endswith(";"):
            self._add(flag.value[:-1].strip(), "", flag)
        elif not colon:
            self.told.append(f"This header has no colon and was left out: {shown_of(flag.value)}")
        elif name and not value.strip():
            self._removed.add(name.strip().lower())
        elif name:
            self._add(name.strip(), value.strip(), flag)
        # A name that begins with a colon is HTTP/2's own and follows from the address.

    def _add(self, name: str, value: str, flag: CurlFlag) -> None:
        if not _TOKEN.fullmatch(name):
            raise self._error(f"{shown_of(name)} cannot be a header's name", flag)
        if re.search(r"[\r\n\0]", value):
            raise self._error(f"The header {name} has a line break in its value", flag)
        if name.lower() == "cookie":
            self._cookies.append(value)
        else:
            self._headers.append((name, value))

    def _read_login(self, flag: CurlFlag) -> None:
        user, colon, password = flag.value.partition(":")
        match flag.name:
            case "user":
                self._login = Basic(user=user, password=password)
                if not colon:
                    self.told.append(f"{flag.shown} has no password: put it in when you sign in.")
            case "oauth2-bearer":
                self._login = Bearer(token=flag.value)
            case "proxy-user":
                self._proxy_user = flag.value
            case "cookie" if "=" in flag.value:
                self._jar.append(flag.value.strip())
            case "cookie" if flag.value:
                self.told.append(f"Cookies in a file were left out: {shown_of(flag.value)}")
            case _:
                pass  # --anyauth: Basic is one of them

    def _read_proxy(self, flag: CurlFlag) -> None:
        if not flag.value:
            self._proxy = None
            return
        scheme = {"socks5": "socks5", "socks5-hostname": "socks5h"}.get(flag.name, "http")
        proxy = flag.value if "://" in flag.value else f"{scheme}://{flag.value}"
        parts = split_url(proxy)
        if parts is None or not parts.hostname or re.search(r"[\s\x00-\x1f\x7f]", proxy):
            raise self._error("This is not a proxy's address", flag)
        if parts.scheme not in ("http", "https", "socks5", "socks5h"):
            raise self._error(f"Proxies of the kind {parts.scheme}:// are not supported", flag)
        port = "" if parts.port else ":443" if parts.scheme == "https" else ":1080"
        self._proxy = f"{parts.scheme}://{parts.netloc.rstrip(':')}{port}"

    def _read_way(self, flag: CurlFlag) -> None:
        match flag.name:
            case "insecure":
                self._fields["verify_tls"] = False
            case "connect-timeout":
                self._fields["connect_timeout_s"] = self._seconds(flag)
            case _:
                self._fields["http2"] = True

    def _seconds(self, flag: CurlFlag) -> float:
        try:
            value = float(flag.value)
        except ValueError:
            value = -1.0
        if not 0 < value < 1e6:
            raise self._error(f"{flag.shown} needs a number of seconds, not {shown_of(flag.value)}", flag)
        return value

    def _read_certificate(self, flag: CurlFlag) -> None:
        match flag.name:
            case "cacert":
                self._fields["ca_file"] = flag.value
            case "key":
                self._fields["client_key_file"] = flag.value
            case "pass":
                self._cert_password = flag.value
            case "cert":
                # A colon parts file and password, unless it belongs to a Windows drive or is escaped.
                found = re.fullmatch(
                    r"((?:[A-Za-z]:(?=[\\/]))?(?:\\:|[^:])*)(?::(.*))?", flag.value, re.DOTALL
                )
                file, password = found.groups() if found else (flag.value, "")
                self._fields["client_cert_file"] = file.replace("\\:", ":")
                self._cert_password = password or self._cert_password
            case _ if flag.value.upper() != "PEM":
                raise self._error(
                    f"Certificates of the kind {shown_of(flag.value)} are not read; PEM is", flag
                )
            case _:
                pass

    def _read_data(self, flag: CurlFlag) -> None:
        if flag.name == "get":
            self._get = True
        elif flag.name == "url-query":
            raw = flag.value.startswith("+")
            self._query.append(flag.value[1:] if raw else self._encoded(flag))
        else:
            if flag.name != "data-raw" and flag.name != "data-urlencode" and flag.value.startswith("@"):
                raise self._from_file(flag, flag.value[1:])
            text = self._encoded(flag) if flag.name == "data-urlencode" else flag.value
            self._json = self._json or flag.name == "json"
            between = "" if flag.name == "json" else "&"
            self._body = text if self._body is None else self._body + between + text

    def _encoded(self, flag: CurlFlag) -> str:
        """As --data-urlencode has it: `name=content` encodes the content, `content` all of it."""
        name, sign, content = re.fullmatch(r"([^=@]*)([=@]?)(.*)", flag.value, re.DOTALL).groups()  # type: ignore[union-attr]
        if sign == "@":
            raise self._from_file(flag, content)
        if not sign:
            return quote_plus(name)
        return f"{name}={quote_plus(content)}" if name else quote_plus(content)

    # What it comes to

    def pasted(self) -> Pasted:
        if self._url is None:
            raise CurlError("The command has no address", self._text, max(0, len(self._text) - 1))
        url = self._address(*self._url)
        body = None if self._get else self._body
        headers, last_event_id = self._kept(url, body)
        feed = Feed(
            name="",
            url=url,
            method=self._method or ("GET" if body is None else "POST"),
            headers=headers,
            body=body,
            last_event_id=last_event_id,
            proxy=self._proxy_with_login(),
            client_key_password=self._cert_password,
            **self._fields,  # type: ignore[arg-type]
        )
        return self._parted(feed)

    def _parted(self, feed: Feed) -> Pasted:
        placeholder = feed.body is not None and feed.body.startswith(("$" + PLACEHOLDER, "${" + PLACEHOLDER))
        if placeholder:
            feed = msgspec.structs.replace(feed, body=None)
        feed, found = part(feed)
        secrets = [*found, *([SecretBody(text="$" + PLACEHOLDER)] if placeholder else [])]
        signed = any(name.lower() == "authorization" for name, _ in self._headers)
        if self._login is not None and not signed:
            secrets = [secret for secret in secrets if not isinstance(secret, Basic)]
            secrets.insert(0, self._login)
        real = tuple(secret for secret in secrets if not _is_placeholder(secret))
        if len(real) < len(secrets):
            self.told.append(f"Credentials named ${PLACEHOLDER}… are placeholders: choose or enter your own.")
        if any(isinstance(secret, SecretBody) for secret in real):
            self.told.append("The request body seems to hold a secret, so it is kept with the credentials.")
        return Pasted(msgspec.structs.replace(feed, name=name_of(feed.url)), real, tuple(self.told))

    def _address(self, url: str, position: int) -> str:
        url = self._checked(url, position)
        query = [*self._query, *([self._body] if self._get and self._body else [])]
        if not query:
            return url
        return self._checked(url + ("&" if "?" in url else "?") + "&".join(query), position)

    def _checked(self, url: str, position: int) -> str:
        try:
            return address(url)
        except KnownError as error:
            raise CurlError(str(error).rstrip("."), self._text, position) from None

    def _kept(self, url: str, body: str | None) -> tuple[tuple[tuple[str, str], ...], str]:
        """The headers that belong to the feed, and the Last-Event-ID among them."""
        kept, last_event_id = [], ""
        parts = split_url(url)
        host = parts.netloc.rpartition("@")[2] if parts else ""
        for name, value in self._headers:
            low = name.lower()
            if low == "last-event-id":
                last_event_id = value
            elif low in _OF_THE_CONNECTION:
                if reason := _OF_THE_CONNECTION[low]:
                    self.told.append(f"The header {name} was left out: {reason}.")
            elif (low, value) not in (("host", host), ("accept", DEFAULT_ACCEPT)):
                kept.append((name, value))
        kept += self._defaults({name.lower() for name, _ in self._headers} | self._removed, body)
        if cookies := self._cookies or self._jar:
            kept.append(("Cookie", "; ".join(cookies)))
        return tuple(kept), last_event_id

    def _defaults(self, given: set[str], body: str | None) -> Iterator[tuple[str, str]]:
        """What curl sends beside a body unless told otherwise."""
        if body is not None and "content-type" not in given:
            yield "Content-Type", "application/json" if self._json else "application/x-www-form-urlencoded"
        if self._json and "accept" not in given:
            yield "Accept", "application/json"

    def _proxy_with_login(self) -> str | None:
        if self._proxy is None or not self._proxy_user:
            return self._proxy
        user, _, password = self._proxy_user.partition(":")
        scheme, _, host = self._proxy.partition("://")
        return f"{scheme}://{quote(user, safe='')}:{quote(password, safe='')}@{host.rpartition('@')[2]}"

    def _from_file(self, flag: CurlFlag, file: str) -> CurlError:
        return self._error(
            f"{flag.shown} reads the file {shown_of(file)}, which is not here; put its text in its place",
            flag,
        )

    def _error(self, sentence: str, flag: CurlFlag) -> CurlError:
        return CurlError(sentence, self._text, flag.position)


def _is_placeholder(secret: AnySecret) -> bool:
    return any(
        isinstance(value, str) and re.search(r"\$\{?" + PLACEHOLDER, value)
        for value in msgspec.structs.asdict(secret).values()
    )


def shown_of(text: str) -> str:
    """The start of a value, for a sentence; nothing of it that may be secret."""
    text = redact_text(text)
    return repr(text if len(text) <= 40 else text[:39] + "…")
