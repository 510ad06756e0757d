from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server.refusal import RefusalError
from watchfloor.server.setting import Limit
from watchfloor.server.turnstile import Turnstile


def test_a_place_is_given_back_once() -> None:
    gate = Turnstile(Limit())
    leave, other = gate.enter("acme", "a"), gate.enter("acme", "b")
    leave()
    leave()
    assert (gate.total, gate.companies, gate.addresses) == (1, {"acme": 1}, {"b": 1})
    other()
    assert (gate.total, gate.companies, gate.addresses) == (0, {}, {})


@pytest.mark.parametrize(
    ("limit", "second"),
    [
        (Limit(connections=1), ("globex", "b")),
        (Limit(address_connections=1), ("globex", "a")),
        (Limit(company_connections=1), ("acme", "b")),
    ],
)
def test_each_limit_refuses_and_takes_nothing(limit: Limit, second: tuple[str, str]) -> None:
    gate = Turnstile(limit)
    leave = gate.enter("acme", "a")
    with pytest.raises(RefusalError) as refused:
        gate.enter(*second)
    assert (refused.value.status, refused.value.code) == (429, "TOO_MANY_CONNECTIONS")
    assert int(refused.value.headers["Retry-After"]) > 0
    assert gate.total == 1
    leave()
    gate.enter(*second)


def test_connections_at_other_nodes_count() -> None:
    gate = Turnstile(Limit(company_connections=5))
    gate.elsewhere = Counter(acme=5)
    with pytest.raises(RefusalError):
        gate.enter("acme", "a")
    gate.enter(None, "a")


@given(st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["x", "y"]), st.booleans())))
def test_the_sums_always_agree(moves: list[tuple[str | None, str, bool]]) -> None:
    gate = Turnstile(Limit())
    leaves = []
    for company, address, goes in moves:
        leaves.append(gate.enter(company, address))
        if goes:
            leaves.pop(0)()
    assert gate.total == len(leaves) == gate.addresses.total()
    assert min([1, *gate.companies.values(), *gate.addresses.values()]) > 0
