"""Ways to connect: TLS, proxy and HTTP version of a feed, as httpx's transports and clients."""

import ssl
from pathlib import Path

import httpx

from watchfloor import __version__
from watchfloor.core.feed import Feed
from watchfloor.services.net.attempt import ended
from watchfloor.services.net.dial import Dial
from watchfloor.services.net.proxy import proxy_of


def tls_way(feed: Feed) -> tuple[object, ...]:
    files = (feed.ca_file, feed.client_cert_file, feed.client_key_file)
    return (feed.verify_tls, feed.client_key_password, *files, *map(_edition, files))


def _edition(file: str | None) -> tuple[int, ...] | None:
    """Another one once the file was written anew: certificates are renewed under their old names."""
    if not file:
        return None
    try:
        found = Path(file).stat()
    except OSError:  # who needs it says so
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def wire_of(feed: Feed, context: ssl.SSLContext, *, keep: bool) -> httpx.AsyncHTTPTransport:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20 if keep else 0)
    try:
        address = proxy_of(feed.proxy, feed.url)
        proxy = httpx.Proxy(address) if address else None
        wire = httpx.AsyncHTTPTransport(verify=context, http2=feed.http2, limits=limits, proxy=proxy)
    except (ValueError, httpx.InvalidURL) as error:
        # Not the error's words: they may hold the proxy's password.
        raise ended(
            "bad-request", "The proxy's address cannot be used: write http://HOST:PORT or socks5://HOST:PORT."
        ) from error
    # httpx has no argument for it; tests/integration/test_transport.py sees that it is used.
    wire._pool._network_backend = Dial(merge=not keep)  # noqa: SLF001
    return wire


def client_of(feed: Feed, wire: httpx.AsyncHTTPTransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=wire,
        timeout=httpx.Timeout(None, connect=feed.connect_timeout_s),
        follow_redirects=False,
        event_hooks={"request": [_as_the_standard_says]},
        headers={"User-Agent": f"watchfloor/{__version__}", "Accept-Encoding": "identity"},
    )


async def _as_the_standard_says(request: httpx.Request) -> None:
    """httpx-sse says no-store; an EventSource says no-cache, and some servers look."""
    request.headers["Cache-Control"] = "no-cache"
    accept = request.extensions.get("accept")
    if accept:
        request.headers["Accept"] = accept


def tls_context(feed: Feed) -> ssl.SSLContext:
    try:
        context = (
            ssl.create_default_context(cafile=feed.ca_file) if feed.ca_file else httpx.create_ssl_context()
        )
        if feed.client_cert_file:
            # Always with a password, or OpenSSL would ask the terminal for one, and wait.
            password = feed.client_key_password
            context.load_cert_chain(feed.client_cert_file, feed.client_key_file, password)
    except (OSError, ssl.SSLError) as error:
        files = ", ".join(Path(name).name for name in (feed.ca_file, feed.client_cert_file) if name)
        raise ended("bad-request", f"The certificate files ({files}) cannot be read: {error}.") from error
    if not feed.verify_tls:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
