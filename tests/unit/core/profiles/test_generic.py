"""The generic profile: guessed from the first events, corrected by the user."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.error import KnownError
from watchfloor.core.profiles.catalogue import described, is_known, profile
from watchfloor.core.profiles.generic import SAMPLE, GenericProfile
from watchfloor.core.profiles.mapping import PRESETS, Mapping, guess

QUAKE = {
    "type": "Feature",
    "properties": {
        "mag": 4.6,
        "place": "Off the coast",
        "time": 1772281800000,
        "title": "M 4.6",
        "type": "earthquake",
    },
    "geometry": {"type": "Point", "coordinates": [142.1, 38.2, 10]},
}
CHANGE = {
    "meta": {"dt": "2026-02-28T12:30:00Z", "id": "abc"},
    "type": "edit",
    "title": "Watch",
    "user": "Ada",
    "wiki": "enwiki",
    "server_name": "en.wikipedia.org",
    "length": {"old": 10, "new": 20},
    "comment": "typo",
}


def test_fields_are_guessed_by_name_and_kind() -> None:
    mapping = guess(
        [{"ts": 1772281800, "msg": "Hello", "geo": {"lat": 1, "lng": 2}, "sev": "3", "price": 9.5}]
    )
    assert (mapping.time, mapping.title, mapping.severity) == ("ts", "msg", "sev")
    assert (mapping.lat, mapping.lon, mapping.value) == ("geo.lat", "geo.lng", "price")


def test_a_name_alone_is_not_enough() -> None:
    mapping = guess([{"time": "soon", "lat": "north", "severity": "high"}])
    assert (mapping.time, mapping.lat, mapping.severity) == ("", "", "")


def test_a_journey_has_two_ends() -> None:
    mapping = guess([{"from": {"lat": 1, "lon": 2, "label": "A"}, "to": {"lat": 3, "lon": 4, "label": "B"}}])
    assert (mapping.from_lat, mapping.lat, mapping.from_place, mapping.place) == (
        "from.lat",
        "to.lat",
        "from.label",
        "to.label",
    )


def test_names_that_are_no_plain_words_are_quoted() -> None:
    assert guess([{"my data": {"title": "x"}}]).title == '"my data".title'
    reading = GenericProfile().read(event("message", {"my data": {"title": "x"}}))
    assert reading.title == "x"


def test_reading_goes_by_the_guess_from_the_first_event_on() -> None:
    generic = GenericProfile()
    reading = generic.read(
        event("message", {"headline": "Port closed", "lat": 30.0, "lon": 32.5, "value": "7"})
    )
    assert (reading.summary, reading.place_lat, reading.value, reading.metric) == (
        "Port closed",
        30.0,
        7.0,
        "value",
    )


@pytest.mark.parametrize(
    ("type_", "body", "kind"),
    [
        ("map-event", {"type": "airstrike"}, "airstrike"),
        ("map-event", {"user": {"type": "bot"}}, "map-event"),
        ("map-event", {"action": "edit"}, "map-event"),
        ("map-event", {"type": 7}, "map-event"),
        ("message", {"action": "edit"}, "edit"),
        ("message", {"n": 1}, "message"),
    ],
)
def test_what_the_body_calls_its_type_is_finer_than_the_events(
    type_: str, body: dict[str, object], kind: str
) -> None:
    assert GenericProfile().read(event(type_, body)).kind == kind


def test_the_guess_is_final_after_the_sample() -> None:
    generic = GenericProfile()
    for number in range(SAMPLE):
        generic.read(event("message", {"title": "t", "n": number}))
    generic.read(event("message", {"title": "t", "severity": 4}))
    assert generic.mapping.severity == ""


def test_the_users_mapping_stands_whatever_the_events_suggest() -> None:
    generic = GenericProfile(Mapping(title="deep.right"))
    for number in range(SAMPLE):
        generic.read(event("message", {"title": "wrong", "n": number}))
    assert generic.read(event("message", {"title": "wrong", "deep": {"right": "yes"}})).title == "yes"


def test_a_path_that_does_not_parse_is_told_by_its_field() -> None:
    with pytest.raises(KnownError, match=r"path for title cannot be read: 'a\['"):
        GenericProfile(Mapping(title="a["))


def test_a_function_on_the_wrong_type_reads_as_nothing() -> None:
    generic = GenericProfile(Mapping(title="join(',', names)"))
    assert generic.read(event("message", {"names": 5})).title == ""


def test_presets_read_their_streams() -> None:
    quake = GenericProfile(PRESETS["usgs-earthquake"]).read(event("message", QUAKE))
    assert (quake.severity, quake.place_lat, quake.place_lon, quake.kind) == (5, 38.2, 142.1, "earthquake")
    change = GenericProfile(PRESETS["wikimedia"]).read(event("message", CHANGE))
    assert (change.summary, change.source, change.value, change.metric) == ("Watch", "Ada", 20.0, "enwiki")
    token = GenericProfile(PRESETS["language-model"]).read(
        event("message", {"choices": [{"delta": {"content": "Hi"}}]})
    )
    assert token.text == "Hi"


def test_a_bare_value_is_shown_whole() -> None:
    assert GenericProfile().read(event("message", "42")).summary == "42"
    assert GenericProfile().read(event("tick", {"a": 1, "b": [2]})).summary == "a 1, b [2]"


def test_a_mapping_is_described_in_one_word_and_read_from_it() -> None:
    mapping = Mapping(severity="how", title="a.b")
    word = described("generic", mapping)
    found = profile(word)

    assert word == 'generic {"title":"a.b","severity":"how"}'
    assert isinstance(found, GenericProfile)
    assert found.mapping == mapping
    assert is_known(word)
    assert described("generic", None) == "generic"
    assert described("cockpit", mapping) == "cockpit"
    assert not is_known("gone")


@pytest.mark.parametrize("word", ["generic {", 'generic {"title": 4}', 'generic {"title": "a["}'])
def test_a_description_that_cannot_be_read_learns_by_itself(word: str) -> None:
    found = profile(word)

    assert isinstance(found, GenericProfile)
    assert found.mapping == Mapping()
