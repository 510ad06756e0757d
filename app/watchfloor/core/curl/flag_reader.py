"""Reads the flags of a cURL command, one after the other."""

import re
from urllib.parse import quote_plus

import msgspec

from watchfloor.core.curl.curl_flag import HARMLESS, LEFT_OUT, READ, REFUSED, SHORT, VALUED
from watchfloor.core.curl.curl_request import CurlFlag, CurlRequest
from watchfloor.core.curl.pasted import CurlError, shown_of
from watchfloor.core.secret.secret import Basic, Bearer
from watchfloor.core.text.url import split_url

# A colon parts file and password, unless it belongs to a Windows drive or is escaped.
_FILE_AND_PASSWORD = re.compile(r"((?:[A-Za-z]:(?=[\\/]))?(?:\\:|[^:])*)(?::(.*))?", re.DOTALL)
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


class FlagReader:
    """Adds what each flag says to the request. A flag that no feed can follow is a `CurlError`."""

    def __init__(self, request: CurlRequest) -> None:
        self._request = request

    def take(self, flag: CurlFlag) -> None:
        if flag.name in REFUSED:
            raise self._error(REFUSED[flag.name], flag)
        if flag.name in LEFT_OUT:
            self._tell(f"{flag.shown} was left out: {LEFT_OUT[flag.name]}.")
        elif flag.name in READ:
            self._read(flag)
        elif flag.name not in HARMLESS and flag.name.removeprefix("no-") not in HARMLESS:
            known = "is of no use here" if flag.name in (*VALUED, *SHORT.values()) else "is not known"
            self._tell(f"{flag.shown} {known} and was left out.")

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
        if self._request.url is None:
            self._request.url = (flag.value, flag.position)
        else:
            self._tell(f"A feed has one address; this one was left out: {shown_of(flag.value)}")

    def _read_method(self, flag: CurlFlag) -> None:
        if not re.fullmatch(r"[A-Za-z]{1,20}", flag.value):
            raise self._error(f"{shown_of(flag.value)} is not a request method", flag)
        self._request.method = flag.value.upper()

    def _read_header(self, flag: CurlFlag) -> None:
        if flag.value.startswith("@"):
            raise self._from_file(flag, flag.value[1:])
        name, colon, value = flag.value.partition(":")
        if not colon and flag.value.endswith(";"):
            self._add(flag.value[:-1].strip(), "", flag)
        elif not colon:
            self._tell(f"This header has no colon and was left out: {shown_of(flag.value)}")
        elif name and not value.strip():
            self._request.removed.add(name.strip().lower())
        elif name:
            self._add(name.strip(), value.strip(), flag)
        # A name that begins with a colon is HTTP/2's own and follows from the address.

    def _add(self, name: str, value: str, flag: CurlFlag) -> None:
        if not _TOKEN.fullmatch(name):
            raise self._error(f"{shown_of(name)} cannot be a header's name", flag)
        if re.search(r"[\r\n\0]", value):
            raise self._error(f"The header {name} has a line break in its value", flag)
        if name.lower() == "cookie":
            self._request.cookies.append(value)
        else:
            self._request.headers.append((name, value))

    def _read_login(self, flag: CurlFlag) -> None:
        user, colon, password = flag.value.partition(":")
        match flag.name:
            case "user":
                self._request.login = Basic(user=user, password=password)
                if not colon:
                    self._tell(f"{flag.shown} has no password: put it in when you sign in.")
            case "oauth2-bearer":
                self._request.login = Bearer(token=flag.value)
            case "proxy-user":
                self._request.proxy_user = flag.value
            case "cookie" if "=" in flag.value:
                self._request.jar.append(flag.value.strip())
            case "cookie" if flag.value:
                self._tell(f"Cookies in a file were left out: {shown_of(flag.value)}")
            case _:
                pass  # --anyauth: Basic is one of them

    def _read_proxy(self, flag: CurlFlag) -> None:
        if not flag.value:
            self._request.proxy = None
            return
        scheme = {"socks5": "socks5", "socks5-hostname": "socks5h"}.get(flag.name, "http")
        proxy = flag.value if "://" in flag.value else f"{scheme}://{flag.value}"
        parts = split_url(proxy)
        if parts is None or not parts.hostname or re.search(r"[\s\x00-\x1f\x7f]", proxy):
            raise self._error("This is not a proxy's address", flag)
        if parts.scheme not in ("http", "https", "socks5", "socks5h"):
            raise self._error(f"Proxies of the kind {parts.scheme}:// are not supported", flag)
        port = "" if parts.port else ":443" if parts.scheme == "https" else ":1080"
        self._request.proxy = f"{parts.scheme}://{parts.netloc.rstrip(':')}{port}"

    def _read_way(self, flag: CurlFlag) -> None:
        match flag.name:
            case "insecure":
                self._set(verify_tls=False)
            case "connect-timeout":
                self._set(connect_timeout_s=self._seconds(flag))
            case _:
                self._set(http2=True)

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
                self._set(ca_file=flag.value)
            case "key":
                self._set(client_key_file=flag.value)
            case "pass":
                self._set(client_key_password=flag.value)
            case "cert":
                found = _FILE_AND_PASSWORD.fullmatch(flag.value)
                file, password = found.groups() if found else (flag.value, "")
                self._set(client_cert_file=file.replace("\\:", ":"))
                if password:
                    self._set(client_key_password=password)
            case _ if flag.value.upper() != "PEM":
                raise self._error(
                    f"Certificates of the kind {shown_of(flag.value)} are not read; PEM is", flag
                )
            case _:
                pass

    def _read_data(self, flag: CurlFlag) -> None:
        if flag.name == "get":
            self._request.is_get = True
        elif flag.name == "url-query":
            raw = flag.value.startswith("+")
            self._request.query.append(flag.value[1:] if raw else self._encoded(flag))
        else:
            if flag.name not in ("data-raw", "data-urlencode") and flag.value.startswith("@"):
                raise self._from_file(flag, flag.value[1:])
            text = self._encoded(flag) if flag.name == "data-urlencode" else flag.value
            self._request.is_json = self._request.is_json or flag.name == "json"
            between = "" if flag.name == "json" else "&"
            self._request.body = text if self._request.body is None else self._request.body + between + text

    def _encoded(self, flag: CurlFlag) -> str:
        """As --data-urlencode has it: `name=content` encodes the content, `content` all of it."""
        found = re.search("[=@]", flag.value)
        if found is None:
            return quote_plus(flag.value)
        name, content = flag.value[: found.start()], flag.value[found.end() :]
        if found[0] == "@":
            raise self._from_file(flag, content)
        return f"{name}={quote_plus(content)}" if name else quote_plus(content)

    def _tell(self, sentence: str) -> None:
        self._request.told.append(sentence)

    def _set(self, **fields: object) -> None:
        self._request.feed = msgspec.structs.replace(self._request.feed, **fields)

    def _from_file(self, flag: CurlFlag, file: str) -> CurlError:
        return self._error(
            f"{flag.shown} reads the file {shown_of(file)}, which is not here; put its text in its place",
            flag,
        )

    def _error(self, sentence: str, flag: CurlFlag) -> CurlError:
        return CurlError(sentence, self._request.text, flag.position)
