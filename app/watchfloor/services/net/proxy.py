"""The proxy on the way to a server: the feed's own, the system's, or none."""

import urllib.request
from urllib.parse import urlsplit

SYSTEM = "system"


def proxy_of(proxy: str | None, url: str) -> str | None:
    """The proxy's address; "system" asks the system (or HTTPS_PROXY and its kin), which may say none."""
    if proxy != SYSTEM:
        return proxy
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if urllib.request.proxy_bypass(host):
        return None
    known = urllib.request.getproxies()
    found = known.get(parts.scheme) or known.get("all")
    return f"http://{found}" if found and "://" not in found else found
