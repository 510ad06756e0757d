"""An address, who logs in to it, and its port."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

MOST_PORT = 65_535


def split_url(url: str) -> SplitResult | None:
    """The address in its parts, or None where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts


def wrong_port(url: str) -> str:
    """What stands in the place of the port and is none; nothing where there is none or a sound one."""
    netloc = re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0].rpartition("@")[2]
    host, colon, port = netloc.rpartition(":")
    if not colon or not port or "]" in port or (":" in host and not host.startswith("[")):
        return ""
    is_sound = port.isascii() and port.isdigit() and len(port) < 10 and 0 < int(port) <= MOST_PORT
    return "" if is_sound else port


def login_of(parts: SplitResult) -> tuple[str, str] | None:
    """User and password that stand in the address, as they are meant; None where nobody logs in there."""
    login, at, _ = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    return (unquote(user), unquote(password)) if at else None


def without_login(parts: SplitResult) -> SplitResult:
    """The same address for anybody."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2])
