"""Every setting that a feed's policy has is explained, has its default, and is bounded."""

from pathlib import Path

import msgspec
import pytest

from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.workspace.policy import BY_KEY, POLICIES, RULES, SETTINGS, Policy
from watchfloor.core.workspace.workspace import Pace, Rule, Settings

# Fields of a feed that say what it is, not how patient to be.
_IDENTITY = {
    *("name", "url", "profile", "method", "headers", "body", "credential", "last_event_id"),
    *("backoff", "breaker", "polling", "client_cert_file", "client_key_file"),
    "client_key_password",
}
_DOCUMENT = Path(__file__).parents[4] / "docs" / "workspace.md"


def test_every_field_is_explained() -> None:
    groups: dict[str, type[msgspec.Struct]] = {
        "": Feed,
        "backoff.": BackoffPolicy,
        "breaker.": BreakerPolicy,
        "polling.": PollingPolicy,
        "pace.": Pace,
        "settings.": Settings,
        "rules.": Rule,
    }
    fields = {
        prefix + field.name
        for prefix, kind in groups.items()
        for field in msgspec.structs.fields(kind)
        if field.name != "extra" and (prefix or field.name not in _IDENTITY)
    }

    assert fields == set(BY_KEY)
    assert len(BY_KEY) == len(POLICIES) + len(SETTINGS) + len(RULES)


@pytest.mark.parametrize("policy", BY_KEY.values(), ids=list(BY_KEY))
def test_a_number_is_bounded_and_its_default_lies_within(policy: Policy) -> None:
    default = policy.default

    assert policy.meaning.endswith(".")
    if isinstance(default, int | float) and not isinstance(default, bool):
        assert policy.least is not None
        assert policy.most is not None
        assert policy.least <= default <= policy.most
    assert (policy.least is None) == (policy.most is None)


@pytest.mark.parametrize("key", BY_KEY)
def test_the_document_names_every_setting(key: str) -> None:
    assert f"`{key}`" in _DOCUMENT.read_text("utf-8")
