"""A pasted cURL command or address as a feed, with its secrets apart."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

import msgspec

from watchfloor.core.curl_flag import HARMLESS, LEFT_OUT, READ, REFUSED, SHORT, VALUED
from watchfloor.core.feed import Feed
from watchfloor.core.redaction import redact_text
from watchfloor.core.secret import (
    PLACEHOLDER,
    AnySecret,
    Basic,
    Bearer,
    SecretBody,
    part,
    split_url,
)
from watchfloor.core.shell_word import CommandError, Flavour, Word, split

MOST_CHARACTERS = 1_000_000
DEFAULT_ACCEPT = "text/event-stream"

_OTHER_TOOLS = (
    (
        r"(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|\$\w+\s*=\s*(?:New-Object|Invoke))\b",
        "This is a command for PowerShell (Invoke-WebRequest), which is not read",
    ),
    (r"(?:await\s+)?fetch\s*\(", "This is JavaScript (fetch), which is not read"),
    (r"(?:\S*/)?wget(?:\.exe)?\s", "This is a wget command, which is not read"),
    (r"(?:http|https|xh|xhs)\s+\S", "This is an HTTPie command, which is not read"),
    (r"[{\[]", "This is JSON, not a command"),
)
_ADVICE = ". In the browser's developer tools choose “Copy as cURL”"
_PROMPT = re.compile(r"\s*(?:[$%#>❯]|[A-Za-z]:\\[^>\n]*>)\s+(?=\S)")
_BEFORE = ("sudo", "time", "command", "exec", "env", "nohup")
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


class _Flag(msgspec.Struct, frozen=True):
    """`name` is the long one, `shown` as it was written."""

    name: str
    shown: str
    value: str
    position: int


def pasted(text: str) -> Pasted:
    """A feed from whatever was pasted: an address or a cURL command."""
    stripped = text.strip()
    if stripped and not re.search(r"\s", stripped) and not stripped.lower().startswith("curl"):
        feed, secrets = part(Feed(name="", url=address(stripped, text, 0)))
        return Pasted(msgspec.structs.replace(feed, name=name_of(feed.url)), secrets)
    return parse_curl(text)


def parse_curl(text: str, flavour: Flavour | None = None) -> Pasted:
    """The feed that a cURL command asks for; `CurlError` says where it cannot be read."""
    if len(text) > MOST_CHARACTERS:
        raise CurlError("The command is too long: over a million characters", text[:80], 0)
    text = text.encode("utf-8", "replace").decode()
    try:
        return _parsed(text, flavour or flavour_of(text))
    except CurlError:
        raise
    except CommandError as error:
        raise CurlError(error.message, text, error.position) from None


def flavour_of(text: str) -> Flavour:
    """cmd where its carets or its doubled quotes show, else bash."""
    if re.search(r"\\\r?\n", text) or re.search(r"(?<!\S)\$?'", text):
        return "bash"
    if re.search(r'\^[ \t]*\r?\n|(?<!\S)\^"|[{,:\[]""|""\s*[:}\]]', text):
        return "cmd"
    return "bash"


def name_of(url: str) -> str:
    """A name to begin with: the host, and the last telling part of the path."""
    parts = split_url(url)
    if parts is None or not parts.hostname:
        return "feed"
    dull = ("stream", "events", "sse", "feed", "api", "v1", "v2", "v3", "subscribe", "live", "")
    steps = [step for step in parts.path.split("/") if step.lower() not in dull]
    return f"{parts.hostname} {unquote(steps[-1])}"[:60].strip() if steps else parts.hostname[:60]


def address(url: str, text: str, position: int) -> str:
    """The address with its scheme and without a fragment; `CurlError` where it is none."""
    url = url.partition("#")[0]
    if not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://", url):
        url = "http://" + url
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise CurlError(f"{scheme}:// is not a feed's address; http:// and https:// are", text, position)
    parts = split_url(url)
    if parts is None or not parts.hostname:
        raise CurlError("This is not an address", text, position)
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise CurlError("An address cannot have white space in it; is a quote missing?", text, position)
    return url


def _parsed(text: str, flavour: Flavour) -> Pasted:
    for pattern, sentence in _OTHER_TOOLS:
        if re.match(pattern, text.strip(), re.IGNORECASE):
            raise CurlError(sentence + _ADVICE, text, len(text) - len(text.lstrip()))
    prompt = _PROMPT.match(text)
    covered = " " * prompt.end() + text[prompt.end() :] if prompt else text
    line = split(covered, flavour)
    request = _Request(text)
    for flag in _flags(_arguments(line.words, text), text):
        if flag.name == "next":
            request.told.append("Only the request before --next was taken.")
            break
        request.take(flag)
    request.told += [
        f"{variable if variable[:1] in ('$', '`') else '$' + variable} was not filled in: put in its value."
        for word in line.words
        for variable in word.variables
        if not variable.startswith(PLACEHOLDER)
    ]
    if rest := line.rest.strip(" \t\r\n;&"):
        request.told.append(f"What follows the command was left out: {_shown(rest)}")
    return request.pasted()


def _arguments(words: tuple[Word, ...], text: str) -> list[Word]:
    """The words after `curl` itself."""
    for place, word in enumerate(words):
        program = re.split(r"[/\\]", word.text)[-1].lower()
        if program in ("curl", "curl.exe"):
            return list(words[place + 1 :])
        if word.text not in _BEFORE and not re.fullmatch(r"[A-Za-z_]\w*=.*", word.text, re.DOTALL):
            raise CurlError("This is not a cURL command: it must begin with “curl”", text, word.position)
    raise CurlError("There is no command: paste an address or a cURL command", text, 0)


def _flags(words: list[Word], text: str) -> Iterator[_Flag]:
    """Every flag with its value; a bare word is the address, as with --url."""
    rest = iter(words)
    for word in rest:
        if word.text == "--":
            yield from (_Flag("url", "--url", each.text, each.position) for each in rest)
        elif word.text.startswith("--"):
            yield _long(word, rest, text)
        elif word.text.startswith("-") and len(word.text) > 1:
            yield from _short(word, rest, text)
        else:
            yield _Flag("url", "--url", word.text, word.position)


def _long(word: Word, rest: Iterator[Word], text: str) -> _Flag:
    name, equals, value = word.text[2:].partition("=")
    if name in VALUED and not equals:
        value = _value(word, f"--{name}", rest, text)
    return _Flag(name, f"--{name}", value, word.position)


def _short(word: Word, rest: Iterator[Word], text: str) -> Iterator[_Flag]:
    """-sNk is three flags; -XPOST has its value in the same word."""
    for place in range(1, len(word.text)):
        letter = word.text[place]
        name = SHORT.get(letter, letter)
        shown = f"-{letter}"
        if name not in VALUED:
            yield _Flag(name, shown, "", word.position)
            continue
        value = word.text[place + 1 :] or _value(word, shown, rest, text)
        yield _Flag(name, shown, value, word.position)
        return


def _value(word: Word, shown: str, rest: Iterator[Word], text: str) -> str:
    following = next(rest, None)
    if following is None:
        raise CurlError(f"{shown} needs a value after it", text, word.position)
    return following.text


class _Request:
    """What the flags add up to."""

    def __init__(self, text: str) -> None:
        self.told: list[str] = []
        self._text = text
        self._url: tuple[str, int] | None = None
        self._method = ""
        self._headers: list[tuple[str, str]] = []
        self._removed: set[str] = set()
        self._cookies: list[str] = []
        self._body: str | None = None
        self._json = False
        self._query: list[str] = []
        self._get = False
        self._login: Basic | Bearer | None = None
        self._proxy: str | None = None
        self._proxy_user = ""
        self._cert_password = ""
        self._fields: dict[str, object] = {}

    def take(self, flag: _Flag) -> None:
        if flag.name in REFUSED:
            raise self._error(REFUSED[flag.name], flag)
        if flag.name in LEFT_OUT:
            self.told.append(f"{flag.shown} was left out: {LEFT_OUT[flag.name]}.")
        elif flag.name in READ:
            self._read(flag)
        elif flag.name not in HARMLESS and flag.name.removeprefix("no-") not in HARMLESS:
            known = "is of no use here" if flag.name in (*VALUED, *SHORT.values()) else "is not known"
            self.told.append(f"{flag.shown} {known} and was left out.")

    def _read(self, flag: _Flag) -> None:
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

    def _read_url(self, flag: _Flag) -> None:
        if self._url is None:
            self._url = (flag.value, flag.position)
        else:
            self.told.append(f"A feed has one address; this one was left out: {_shown(flag.value)}")

    def _read_method(self, flag: _Flag) -> None:
        if not re.fullmatch(r"[A-Za-z]{1,20}", flag.value):
            raise self._error(f"{_shown(flag.value)} is not a request method", flag)
        self._method = flag.value.upper()

    def _read_header(self, flag: _Flag) -> None:
        if flag.value.startswith("@"):
            raise self._from_file(flag, flag.value[1:])
        name, colon, value = flag.value.partition(":")
        if not colon and flag.value.endswith(";"):
            self._add(flag.value[:-1].strip(), "", flag)
        elif not colon:
            self.told.append(f"This header has no colon and was left out: {_shown(flag.value)}")
        elif name and not value.strip():
            self._removed.add(name.strip().lower())
        elif name:
            self._add(name.strip(), value.strip(), flag)
        # A name that begins with a colon is HTTP/2's own and follows from the address.

    def _add(self, name: str, value: str, flag: _Flag) -> None:
        if not _TOKEN.fullmatch(name):
            raise self._error(f"{_shown(name)} cannot be a header's name", flag)
        if re.search(r"[\r\n\0]", value):
            raise self._error(f"The header {name} has a line break in its value", flag)
        if name.lower() == "cookie":
            self._cookies.append(value)
        else:
            self._headers.append((name, value))

    def _read_login(self, flag: _Flag) -> None:
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
                self._add("Cookie", flag.value.strip(), flag)
            case "cookie" if flag.value:
                self.told.append(f"Cookies in a file were left out: {_shown(flag.value)}")
            case _:
                pass  # --anyauth: Basic is one of them

    def _read_proxy(self, flag: _Flag) -> None:
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

    def _read_way(self, flag: _Flag) -> None:
        match flag.name:
            case "insecure":
                self._fields["verify_tls"] = False
            case "connect-timeout":
                self._fields["connect_timeout_s"] = self._seconds(flag)
            case _:
                self._fields["http2"] = True

    def _seconds(self, flag: _Flag) -> float:
        try:
            value = float(flag.value)
        except ValueError:
            value = -1.0
        if not 0 < value < 1e6:
            raise self._error(f"{flag.shown} needs a number of seconds, not {_shown(flag.value)}", flag)
        return value

    def _read_certificate(self, flag: _Flag) -> None:
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
                raise self._error(f"Certificates of the kind {_shown(flag.value)} are not read; PEM is", flag)
            case _:
                pass

    def _read_data(self, flag: _Flag) -> None:
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

    def _encoded(self, flag: _Flag) -> str:
        """As --data-urlencode has it: `name=content` encodes the content, `content` all of it."""
        name, sign, content = re.fullmatch(r"([^=@]*)([=@]?)(.*)", flag.value, re.DOTALL).groups()  # type: ignore[union-attr]
        if sign == "@":
            raise self._from_file(flag, content)
        if not sign:
            return quote(name, safe="")
        return f"{name}={quote(content, safe='')}" if name else quote(content, safe="")

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
        url = address(url, self._text, position)
        query = [*self._query, *([self._body] if self._get and self._body else [])]
        if not query:
            return url
        return address(url + ("&" if "?" in url else "?") + "&".join(query), self._text, position)

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
        if self._cookies:
            kept.append(("Cookie", "; ".join(self._cookies)))
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

    def _from_file(self, flag: _Flag, file: str) -> CurlError:
        return self._error(
            f"{flag.shown} reads the file {_shown(file)}, which is not here; put its text in its place",
            flag,
        )

    def _error(self, sentence: str, flag: _Flag) -> CurlError:
        return CurlError(sentence, self._text, flag.position)


def _is_placeholder(secret: AnySecret) -> bool:
    return any(
        isinstance(value, str) and re.search(r"\$\{?" + PLACEHOLDER, value)
        for value in msgspec.structs.asdict(secret).values()
    )


def _shown(text: str) -> str:
    """The start of a value, for a sentence; nothing of it that may be secret."""
    text = redact_text(text)
    return repr(text if len(text) <= 40 else text[:39] + "…")
