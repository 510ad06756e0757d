"""What each kind of refusal means, and whom to ask."""

import msgspec


class Meaning(msgspec.Struct, frozen=True):
    id: str
    title: str
    advice: str


_UNAUTHORIZED = Meaning(
    "unauthorized",
    "The server asks who you are",
    "Sign in again, or ask whoever runs the feed for a new token; the one sent is missing, wrong or expired.",
)
_SERVER_ERROR = Meaning(
    "server-error",
    "The server is in trouble itself",
    "Ask whoever runs the server to look into its log for this moment; nothing can be done from here.",
)
_REFUSED = Meaning(
    "refused",
    "Nothing listens at this address",
    "Check host and port. If they are right, ask whoever runs the server whether it is up, and whether a"
    " firewall lets you through.",
)
_BAD_REQUEST = Meaning(
    "refused",
    "The server does not accept the request",
    "Compare path, parameters, method and headers with the feed's documentation.",
)
_UNTRUSTED = Meaning(
    "tls-untrusted",
    "The server's certificate is not vouched for by anyone this machine trusts",
    "If it is your organisation's own authority, or that of a proxy which opens the encryption, add its"
    " certificate to the feed. If not, ask whoever runs the server for a complete certificate chain; somebody"
    " may be reading along.",
)
_NOT_HTTP = Meaning(
    "wrong-content-type",
    "What answers there is not an event stream",
    "Check the address and the port, and whether it should be http or https.",
)
GARBLED = Meaning(
    "server-error",
    "The stream loses its form in the middle",
    "Ask whoever runs the server, or the proxy before it, to look at how it frames the stream"
    " (`Transfer-Encoding: chunked`).",
)
PACKED = Meaning(
    "wrong-content-type",
    "The stream is packed in a way that was not asked for",
    "Ask whoever runs the server or the proxy to send the stream uncompressed, as the request says.",
)

MEANINGS: dict[str, Meaning] = {
    "unreachable-dns": Meaning(
        "unreachable-dns",
        "The host name is not known",
        "Check the spelling. If it is right, ask your network's administrator whether its name server knows"
        " it, and whether you have to be inside a private network.",
    ),
    "refused": _REFUSED,
    "unreachable": Meaning(
        "timed-out",
        "There is no way to the server",
        "Check that this machine is online; then ask your network's administrator about the way there.",
    ),
    "proxy": Meaning(
        "refused",
        "There is no way through the proxy",
        "Check the feed's proxy setting and that the proxy is up, and ask whoever runs it whether it lets you"
        " through. Nothing is known of the server behind it.",
    ),
    "reset": Meaning(
        "refused",
        "The connection is broken off before an answer",
        "Ask whoever runs the server whether it or a firewall before it ends connections; check that http or"
        " https is right.",
    ),
    "timed-out": Meaning(
        "timed-out",
        "The server does not answer",
        "Ask whoever runs the server whether it is up, and your network's administrator whether a firewall"
        " swallows the connection.",
    ),
    "request-timeout": Meaning(
        "timed-out",
        "The server gave up waiting for the request",
        "A proxy on the way may hold the request back: ask whoever runs it.",
    ),
    "unauthorized": _UNAUTHORIZED,
    "proxy-unauthorized": Meaning(
        "unauthorized",
        "The proxy on the way asks who you are",
        "Put a user and a password before the host in the address of the feed's proxy; they are kept as a"
        " secret. The server itself was not asked.",
    ),
    "withheld": Meaning(
        "unauthorized",
        "The credential is kept for another place, or another way there",
        "The server was not asked. If you know who runs it, and who is on the way, open the feed's form and"
        " say that the credential may go there, or sign in with another one. If the feed came from somebody"
        " else, ask them why it names your credential.",
    ),
    "login-page": Meaning(
        "login-page",
        "A login page comes instead of the stream",
        "Sign in again and renew the cookie or token; a gateway sends whoever it does not know to its page.",
    ),
    "forbidden": Meaning(
        "forbidden",
        "You are known, and not allowed",
        "Ask whoever runs the feed for access to it with this account.",
    ),
    "not-found": Meaning(
        "not-found",
        "There is nothing at this address",
        "Check the path. If it was right before, ask whoever runs the server where the feed has gone.",
    ),
    "rate-limited": Meaning(
        "rate-limited",
        "The server has had too many requests from you",
        "Wait as long as it says, use fewer connections, or ask whoever runs the feed for a higher limit.",
    ),
    "server-error": _SERVER_ERROR,
    "too-early": _SERVER_ERROR,
    "refused-status": _BAD_REQUEST,
    "bad-request": _BAD_REQUEST,
    "redirect": Meaning(
        "not-found",
        "The address leads in circles or nowhere",
        "Ask whoever runs the server where the feed is now, and enter that address.",
    ),
    "wrong-content-type": Meaning(
        "wrong-content-type",
        "What comes is not an event stream",
        "Check the address. If it is right, ask whoever runs the server to send `Content-Type:"
        " text/event-stream`; browsers refuse anything else.",
    ),
    "protocol": _NOT_HTTP,
    "no-content": Meaning(
        "silent",
        "The server says that there is nothing to send",
        "204 tells a client to stay away. Ask whoever runs the feed whether it has ended.",
    ),
    "tls-expired": Meaning(
        "tls-expired",
        "The server's certificate is out of date",
        "Ask whoever runs the server to renew it, and check the date of this machine.",
    ),
    "tls-wrong-host": Meaning(
        "tls-wrong-host",
        "The server's certificate is for another host",
        "Check the host name; if it is right, ask whoever runs the server for a certificate with that name.",
    ),
    "tls-untrusted": _UNTRUSTED,
    "tls": Meaning(
        "tls-untrusted",
        "No encrypted connection can be agreed on",
        "Check that the port is one for https. If it is, ask whoever runs the server about its TLS versions.",
    ),
    "bomb": Meaning(
        "oversize",
        "The answer grows beyond all measure when it is unpacked",
        "Ask whoever runs the server to send the stream uncompressed.",
    ),
}
