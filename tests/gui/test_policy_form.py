"""Each field of a feed's form does what it says: what is set there is in the entry, and nowhere else."""

from typing import Any

import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from watchfloor.core.feed import Feed, PollingPolicy
from watchfloor.core.workspace.policy import POLICIES
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.workspace import Entry, Workspace
from watchfloor.core.workspace.writing import write
from watchfloor.gui.feed.policy_form import PolicyForm
from watchfloor.gui.style.control import Switch
from watchfloor.gui.style.look import Look

ENTRY = Entry(
    feed=Feed(name="a", url="https://a.example/s", polling=PollingPolicy(url="https://a.example/p"))
)
# Another value than the default for each, as it is typed or chosen, and what then holds.
SET: dict[str, tuple[str, Any]] = {
    "sse_enabled": ("", False),
    "connect_timeout_s": ("7", 7.0),
    "heartbeat_s": ("30", 30.0),
    "silence_s": ("90", 90.0),
    "max_event_bytes": ("2048", 2048),
    "ends_on": ("done, over", ("done", "over")),
    "format": ("ndjson", "ndjson"),
    "http2": ("", True),
    "proxy": ("socks5://proxy.example:1080", "socks5://proxy.example:1080"),
    "ca_file": ("/etc/ca.pem", "/etc/ca.pem"),
    "backoff.initial_s": ("2", 2.0),
    "backoff.multiplier": ("3", 3.0),
    "backoff.max_s": ("50", 50.0),
    "backoff.tries": ("4", 4),
    "backoff.jitter": ("", False),
    "backoff.adaptive": ("", True),
    "breaker.enabled": ("", False),
    "breaker.threshold": ("9", 9),
    "breaker.open_s": ("12", 12.0),
    "breaker.window_s": ("13", 13.0),
    "breaker.probe_s": ("14", 14.0),
    "polling.url": ("https://a.example/other", "https://a.example/other"),
    "polling.every_s": ("8", 8.0),
    "polling.give_up_s": ("600", 600.0),
    "pace.kind": ("throttle", "throttle"),
    "pace.delay_s": ("0.5", 0.5),
    "pace.size": ("20", 20),
    "pace.where": ("severity:>=2", "severity:>=2"),
    "pace.priority": ("first", "first"),
}


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> PolicyForm:
    form = PolicyForm(look)
    qtbot.addWidget(form)
    form.show_entry(ENTRY)
    form.show()
    return form


def set_(form: PolicyForm, key: str, words: str) -> None:
    """As a person does it."""
    field = form.fields[key]
    if isinstance(field, Switch):
        field.click()
    elif isinstance(field, QComboBox):
        field.setCurrentText(words)
        field.activated.emit(field.currentIndex())
    else:
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words) if words else field.textEdited.emit("")


def held(entry: Entry, key: str) -> Any:
    group, _, name = key.rpartition(".")
    found: Any = entry.pace if group == "pace" else getattr(entry.feed, group) if group else entry.feed
    return getattr(found, name)


def test_every_policy_has_a_field_and_is_tried_here() -> None:
    assert set(SET) == {policy.key for policy in POLICIES} - {"verify_tls"}  # beside the address, in red


@pytest.mark.parametrize("key", SET)
def test_what_is_set_holds_and_nothing_else_changes(form: PolicyForm, key: str) -> None:
    words, expected = SET[key]
    assert held(ENTRY, key) != expected
    set_(form, key, words)
    assert form.problem == ""
    entry = form.apply(ENTRY)
    assert held(entry, key) == expected
    assert {other for other in SET if held(entry, other) != held(ENTRY, other)} == {key}
    kept = read(write(Workspace(entries=(entry,)))).workspace.entries[0]
    assert kept == entry
    form.show_entry(entry)  # as it is shown the next time
    assert form.apply(entry) == entry


@pytest.mark.parametrize(
    ("key", "words", "problem"),
    [
        ("connect_timeout_s", "0", "Time to connect must be a number from 0.1 to 600."),
        ("backoff.tries", "many", "Tries must be a number"),
        ("backoff.tries", "1.5", "Tries must be a number"),
        ("max_event_bytes", "1e99", "Size limit must be a number"),
        ("pace.where", "severity:>=(", "Only what: "),
        ("proxy", "proxy.example:8080", "Proxy: write system, or an address"),
    ],
)
def test_what_cannot_be_right_is_told_and_does_not_count(
    form: PolicyForm, key: str, words: str, problem: str
) -> None:
    set_(form, key, words)
    assert form.problem.startswith(problem)


def test_an_emptied_field_is_the_default_again(form: PolicyForm) -> None:
    entry = msgspec.structs.replace(ENTRY, feed=msgspec.structs.replace(ENTRY.feed, proxy="system"))
    form.show_entry(entry)
    field = form.fields["proxy"]
    assert isinstance(field, QLineEdit)
    field.clear()
    set_(form, "proxy", "")
    assert form.apply(entry).feed.proxy is None


def test_a_preset_sets_all_of_the_back_off(form: PolicyForm) -> None:
    form.backoff.setCurrentText("cockpit")
    form.backoff.activated.emit(form.backoff.currentIndex())
    assert form.apply(ENTRY).feed.backoff.tries == 10
