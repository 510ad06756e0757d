"""How many streams may be open: in all, for a company, and from an address."""

from collections import Counter
from collections.abc import Callable

from watchfloor.server.refusal import RefusalError
from watchfloor.server.setting import Limit

COME_BACK_S = 10.0


class Turnstile:
    """Counts this node's streams; `elsewhere` holds what the other nodes told of each company."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self.total = 0
        self.companies: Counter[str] = Counter()
        self.addresses: Counter[str] = Counter()
        self.elsewhere: Counter[str] = Counter()

    def enter(self, company: str | None, address: str) -> Callable[[], None]:
        """Takes a place and returns how to give it back, once."""
        limit = self._limit
        if self.total >= limit.connections:
            raise _too_many("This server has all the connections it can hold.")
        if self.addresses[address] >= limit.address_connections:
            raise _too_many(f"One address may have no more than {limit.address_connections} streams here.")
        if company and self.companies[company] + self.elsewhere[company] >= limit.company_connections:
            raise _too_many(f"One company may have no more than {limit.company_connections} streams here.")
        self._count(company, address, 1)
        is_inside = True

        def leave() -> None:
            nonlocal is_inside
            if is_inside:
                is_inside = False
                self._count(company, address, -1)

        return leave

    def _count(self, company: str | None, address: str, step: int) -> None:
        self.total += step
        for counter, key in ((self.companies, company), (self.addresses, address)):
            if key:
                counter[key] += step
                if not counter[key]:
                    del counter[key]


def _too_many(message: str) -> RefusalError:
    return RefusalError(429, "TOO_MANY_CONNECTIONS", message, retry_after_s=COME_BACK_S)
