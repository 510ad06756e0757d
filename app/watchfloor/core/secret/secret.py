"""What opens a door: the kinds of secret a feed can need.

A secret never travels with its feed: workspaces, copies and reports hold a `Feed`, the keyring holds
these. What they are never shows in their `repr`, so that a log line cannot hold it by accident.
"""

import base64

import msgspec


class Secret(msgspec.Struct, frozen=True, tag_field="kind", kw_only=True):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class Bearer(Secret, frozen=True, tag="bearer"):
    token: str


class Basic(Secret, frozen=True, tag="basic"):
    user: str
    password: str


class SecretHeader(Secret, frozen=True, tag="header"):
    name: str
    value: str


class SecretQuery(Secret, frozen=True, tag="query"):
    name: str
    value: str


class Cookie(Secret, frozen=True, tag="cookie"):
    """The whole Cookie header."""

    value: str


class ProxyLogin(Secret, frozen=True, tag="proxy"):
    user: str
    password: str


class SecretBody(Secret, frozen=True, tag="body"):
    """A request body that has a password or a token in it."""

    text: str


class ClientCertificate(Secret, frozen=True, tag="certificate"):
    """Files of this machine; the certificate's file may hold the key too."""

    cert_file: str
    key_file: str | None = None
    password: str = ""


class OAuth(Secret, frozen=True, kw_only=True):
    """What the two kinds of OAuth 2 have in common. `post` sends id and secret in the form, not as Basic."""

    token_url: str
    client_id: str
    client_secret: str = ""
    scope: str = ""
    audience: str = ""
    post: bool = False


class OAuthClient(OAuth, frozen=True, tag="oauth-client"):
    """Client credentials: the program signs in as itself."""


class OAuthDevice(OAuth, frozen=True, kw_only=True, tag="oauth-device"):
    """Device flow: a person signs in, in a browser, once; the refresh token does the rest."""

    device_url: str
    refresh_token: str = ""


AnySecret = (
    Bearer
    | Basic
    | SecretHeader
    | SecretQuery
    | Cookie
    | ProxyLogin
    | SecretBody
    | ClientCertificate
    | OAuthClient
    | OAuthDevice
)

# What a feed needs besides signing in.
_NO_SIGN_IN = (ProxyLogin, SecretBody)

NOUNS: dict[type[Secret], str] = {
    Bearer: "bearer token",
    Basic: "user and password",
    SecretHeader: "secret header",
    SecretQuery: "secret in the address",
    Cookie: "cookies",
    ProxyLogin: "user and password of the proxy",
    SecretBody: "request body with a secret",
    ClientCertificate: "client certificate",
    OAuthClient: "OAuth 2 client",
    OAuthDevice: "OAuth 2 sign-in",
}

PLACEHOLDER = "WATCHFLOOR_TOKEN_"  # environment variables of this name hold tokens


def beside(known: tuple[AnySecret, ...], new: tuple[AnySecret, ...]) -> tuple[AnySecret, ...]:
    """New secrets, with those that were known and that they do not replace: another way to sign in replaces
    the one before, and not the proxy's login or a secret body. Nothing new replaces nothing."""
    if not new:
        return ()
    signs_in = any(not isinstance(each, _NO_SIGN_IN) for each in new)
    kinds = {type(each) for each in new}
    stay = [each for each in known if type(each) not in kinds]
    return (*(each for each in stay if isinstance(each, _NO_SIGN_IN) or not signs_in), *new)


def basic_value(secret: Basic) -> str:
    return base64.b64encode(f"{secret.user}:{secret.password}".encode()).decode()
