"""Bearer tokens: HS256 with a shared secret or RS256 with a public key, never one in place of the other."""

import warnings
from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, JoseError
from joserfc.jwk import OctKey, RSAKey
from starlette.requests import Request

from watchfloor.core.error import KnownError
from watchfloor.server.identity import ADMIN, WRITER, Identity
from watchfloor.server.log import log
from watchfloor.server.refusal import RefusalError
from watchfloor.server.setting import Token

SECRET_BYTES = 32  # what RFC 7518 asks of an HS256 key
TOKEN_LENGTH = 8_192
LEEWAY_S = 5


class TokenChecker:
    """Turns a request into an identity, or refuses it without saying more than the sender knows."""

    def __init__(self, token: Token, *, now_s: Callable[[], float]) -> None:
        self._keys: dict[str, OctKey | RSAKey] = {}
        if token.secret:
            self._keys["HS256"] = _secret_key(token.secret)
        if token.public_key_pem:
            self._keys["RS256"] = _public_key(token.public_key_pem)
        audience: dict[str, Any] = (
            {"aud": {"essential": True, "value": token.audience}} if token.audience else {}
        )
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(now_s()), leeway=LEEWAY_S, exp={"essential": True}, **audience
        )

    def check(self, request: Request) -> Identity:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        text = value.strip() if scheme.lower() == "bearer" else ""
        # An EventSource in a browser cannot send headers: it may put the token into the query.
        text = text or request.query_params.get("token", "")
        if not text:
            raise RefusalError(401, "UNAUTHORIZED", "This server asks for a bearer token.")
        return _identity(self._verified(text))

    def _verified(self, text: str) -> dict[str, Any]:
        if len(text) > TOKEN_LENGTH:
            raise _invalid()
        try:
            decoded = jwt.decode(text, self._key_for, algorithms=list(self._keys))
            self._claims.validate(decoded.claims)
        except ExpiredTokenError:
            raise RefusalError(401, "TOKEN_EXPIRED", "The token has expired; get a new one.") from None
        except ClaimError as error:
            message = f"The token's claim `{error.claim}` is missing or not what this server asks for."
            raise RefusalError(401, "UNAUTHORIZED", message) from None
        except (JoseError, ValueError, TypeError, RecursionError):  # the library trips over odd headers
            raise _invalid() from None
        return decoded.claims

    def _key_for(self, unverified: Any) -> OctKey | RSAKey:
        """The key that belongs to the algorithm: a public key must never be taken for a secret."""
        key = self._keys.get(unverified.headers().get("alg", ""))
        if key is None:
            raise _invalid()
        return key


def _identity(claims: dict[str, Any]) -> Identity:
    company = claims.get("company_id", claims.get("companyId"))
    role = claims.get("role", "")
    if not isinstance(role, str) or not isinstance(company, str | None):
        raise _invalid()
    if not company and role not in {ADMIN, WRITER}:
        raise RefusalError(403, "FORBIDDEN", "The token names no company.")
    return Identity(company=company or None, role=role, expires_at_s=float(claims["exp"]))


def _invalid() -> RefusalError:
    return RefusalError(401, "UNAUTHORIZED", "The token is not valid here.")


def _secret_key(secret: str) -> OctKey:
    if len(secret.encode()) < SECRET_BYTES:
        log.warning(
            "the token secret is short: use at least %d bytes, such as from `openssl rand -hex 32`",
            SECRET_BYTES,
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # said above, in words for people
        return OctKey.import_key(secret)


def _public_key(pem: str) -> RSAKey:
    try:
        return RSAKey.import_key(pem)
    except (JoseError, ValueError, TypeError) as error:
        raise KnownError(f"The token key is no RSA public key in PEM: {error}.") from None
