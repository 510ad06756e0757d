"""Queries put to live events."""

import pytest

from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import distance_km, matches

NOW_S = 1_795_156_769.5
DATA = (
    '{"name":"Caf\\u00e9 Noir","n":2.5,"deep":[{"tag":"red"},{"tag":["green",7]}],"on":true,"off":false,'
    '"nil":null,"at":"2026-11-20T06:00:00Z","ms":1795154400000,"a.b":"dotted","big":123456789012345678901234567890,'
    '"text":"one two-three\\nfour","empty":"","obj":{"k":"v"}}'
)
EVENT = Event("Map Feed", 7, NOW_S - 60, "map-event", DATA, "e-7", own_id=True, mark="late")
READING = Reading(
    kind="airstrike",
    time_s=NOW_S - 120,
    title="Port closure near Tartus",
    severity=4,
    confidence=0.75,
    place_lat=34.9,
    place_lon=35.9,
    place="Tartus",
    from_place="Hmeimim",
    source="Reuters World",
    metric="load",
    value=2.5,
    text="A longer text",
)
YES = (
    """
*|café|CAFE noir|"cafe noir"|noir*|n?ir|map|"map event"|e-7|green|"one two three four"|name|/caf./
/NOIR/|type:map-event|type:airstrike|type:AIR*|type:/^air/|channel:"map feed"|channel:map*|id:e-7
id:E-?|mark:late|seq:7|title:port|title:"port closure"|title:clos*|title:/tartus$/|place:tartus
from:hmeimim|source:reuters|text:longer|metric:load|value:2.5|value:[2 TO 3]|severity:4|severity:>=4
severity:{3 TO 5}|confidence:<1|size:>100|time:[now-1h TO now]|time:<now|received:>=now-1m
received:2026-11-20|time:[2026-11-20 TO 2026-11-20]|time:now/d|near:(34.9,35.9,1km)
near:(35,36,20km)|within:(34,35,35,36)|within:(-90,-180,90,180)
within:(0,170,90,36)|name:cafe|data.name:noir|n:2.5|n:>2|data.n:[2.5 TO *]|n:[* TO 2.5]|deep.tag:red
deep.tag:green|deep.tag:7|deep.1.tag:green|deep.1.tag.0:green|deep:red|on:true|off:false|obj:v
obj.k:v|at:[2026-11-20T05:00Z TO 2026-11-20T07:00Z]|ms:>=2026-11-20|at:>now-1d|a\\.b:dotted
name:[a TO d]|data.text:two-three|_exists_:n|_exists_:deep.tag|_exists_:empty|n:*|title:*|severity:*
_exists_:severity|big:>1|data:noir|n:2*|NOT zebra|-type:drone|(drone OR café) -zebra
type:(drone OR airstrike)|name:(cafe noir)
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
NO = (
    """
zebra|"noir cafe"|caf|type:air|type:drone|channel:map|id:e|mark:altered|seq:8|title:tart
title:"closure port"|value:3|severity:>4|severity:{4 TO 5]|confidence:>=1|time:>now|received:<now-1m
time:[now-1m TO now]|near:(0,0,100km)
within:(35,35,36,36)|within:(34,36,35,37)|within:(0,36,90,-170)
name:no|n:[* TO 2.5}|n:2|deep.tag:blue|deep.0.tag:green
on:false|nil:null|_exists_:nil|_exists_:nope|at:<2026-11-20|a.b:dotted|name:[d TO z]|nope:*|type:map
off:true|NOT café|café zebra|n:noir|/^noir/|text:zebra|big:<1|source:"world reuters"
received:2026-11-19|title:/^closure/|deep.9.tag:red
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def holds(text: str, event: Event = EVENT, reading: Reading | None = READING) -> bool:
    return matches(parse(text), lambda _: reading, lambda: NOW_S)(event)


@pytest.mark.parametrize("text", YES)
def test_what_holds(text: str) -> None:
    assert holds(text)
    assert not holds(f"-({text})")


@pytest.mark.parametrize("text", NO)
def test_what_does_not(text: str) -> None:
    assert not holds(text)
    assert holds(f"-({text})")


def test_an_event_that_no_profile_reads_has_only_its_own_fields() -> None:
    assert not holds("severity:*", reading=None)
    assert not holds("title:port OR near:(34.9,35.9,1km)", reading=None)
    assert holds("time:>=now-1m received:>=now-1m type:map-event", reading=None)


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("p:>9", ["9.5", "10", "1e2", "+11", "0010"]),
        ("p:>=9.5", ["9.5", "10", "1e2", "+11", "0010"]),
        ("p:[* TO 9]", ["-3", "007"]),
        ("p:[5 TO 9.5]", ["9.5", "007"]),
        ("p:10", ["10"]),
        ("p:9.50", ["9.5"]),
        ("p:100", ["1e2"]),
        ("p:7", []),
        ("p:007", ["007"]),
        ("p:>a", ["n/a"]),
    ],
)
def test_numbers_written_as_text_are_compared_as_numbers(query: str, texts: list[str]) -> None:
    """Markets send them so. What is no number is neither more nor less than one; 007 is a code, not 7."""
    all_texts = ["9.5", "10", "1e2", "+11", "-3", "007", "0010", "n/a", "", "1" * 999]
    events = [Event("c", 1, NOW_S, "message", f'{{"p":"{text}"}}') for text in all_texts]
    found = [text for text, event in zip(all_texts, events, strict=True) if holds(query, event, None)]
    assert found == [text for text in all_texts if text in texts]


def test_a_range_of_ids_is_one_of_numbers_where_its_ends_are() -> None:
    ids = ["9", "15", "100", "0150", "1234567", "a-120"]
    events = [Event("c", 1, NOW_S, "message", "x", id_, own_id=True) for id_ in ids]

    def found(query: str) -> list[str]:
        return [event.id for event in events if holds(query, event, None)]

    assert found("id:[15 TO 200]") == ["15", "100", "0150"]
    assert found("id:>1000000") == ["1234567"]
    assert found("id:[a TO b]") == ["a-120"]


def test_a_place_that_is_nowhere_is_in_no_box_and_near_nothing() -> None:
    for lat, lon in ((float("nan"), 0.0), (0.0, float("inf")), (float("-inf"), float("nan"))):
        lost = Reading(kind="x", place_lat=lat, place_lon=lon)
        assert not holds("within:(-90,170,90,-170) OR within:(-90,-180,90,180)", reading=lost)
        assert not holds(f"near:(0,0,{'9' * 400}km)", reading=lost)


def test_across_the_180th_meridian_and_over_the_poles() -> None:
    pole = Reading(kind="x", place_lat=90.0, place_lon=12.0)
    assert holds("near:(89.9,-170,12km) -near:(89.9,-170,11km)", reading=pole)
    assert holds("near:(-90,0,20016km) -near:(-90,0,20014km)", reading=pole)
    line = Reading(kind="x", place_lat=0.0, place_lon=180.0)
    assert holds("near:(0,-180,0.001km) near:(0,-179.9,12km) within:(-1,179,1,-179)", reading=line)


def test_times_beyond_all_times_are_no_error() -> None:
    assert holds("time:[now-999999999y TO now+999999999y] -time:>now+999999999y")


def test_data_that_is_no_json_is_one_value() -> None:
    plain = Event("c", 1, NOW_S, "message", "plain words\\nhere", "", own_id=False)
    assert holds("data:plain", plain, None)
    assert holds("words", plain, None)
    assert not holds("plain:words", plain, None)


def test_an_id_that_another_event_brought_is_not_this_ones() -> None:
    inherited = Event("c", 1, NOW_S, "message", "x", "e-7", own_id=False)
    assert not holds("id:e-7", inherited, None)
    assert not holds("e-7", inherited, None)


def test_now_moves_on() -> None:
    now = [NOW_S]
    test = matches(parse("received:>now-2m"), lambda _: None, lambda: now[0])
    assert test(EVENT)
    now[0] += 3_600
    assert not test(EVENT)


def test_distances() -> None:
    assert distance_km(0, 0, 0, 0) == 0
    assert distance_km(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(877.5, abs=1)
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.1)
    assert distance_km(0, 0, float("nan"), 0) == float("inf")
