"""An address, and who logs in to it."""

from urllib.parse import SplitResult, unquote, urlsplit


def split_url(url: str) -> SplitResult | None:
    """The address in its parts, or None where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts


def login_of(parts: SplitResult) -> tuple[str, str] | None:
    """User and password that stand in the address, as they are meant; None where nobody logs in there."""
    login, at, _ = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    return (unquote(user), unquote(password)) if at else None


def without_login(parts: SplitResult) -> SplitResult:
    """The same address for anybody."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2])
