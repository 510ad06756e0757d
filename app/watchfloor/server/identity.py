"""Who asks: what a checked token says, or anybody where no token is asked for."""

import msgspec

from watchfloor.server.refusal import RefusalError

ADMIN = "SUPER_ADMIN"
WRITER = "FEED_WRITER"


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """`company` None and `role` SUPER_ADMIN: the owner of a server that asks for no token."""

    company: str | None
    role: str
    expires_at_s: float | None = None  # a stream ends with the token that opened it

    @property
    def is_admin(self) -> bool:
        return self.role == ADMIN

    def may_see(self, company: str | None) -> bool:
        """Things without a company belong to all."""
        return self.is_admin or company is None or company == self.company

    def require_admin(self) -> None:
        if not self.is_admin:
            raise RefusalError(403, "FORBIDDEN", f"This needs a token with the role {ADMIN}.")

    def require_writer(self) -> None:
        if self.role not in {ADMIN, WRITER}:
            raise RefusalError(403, "FORBIDDEN", f"This needs a token with the role {WRITER} or {ADMIN}.")

    def require_company(self, company: str) -> None:
        if not self.is_admin and company != self.company:
            raise RefusalError(403, "FORBIDDEN", "The token does not belong to this company.")


ANYBODY = Identity(company=None, role=ADMIN)
