import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor import resource
from watchfloor.core.error import BugError
from watchfloor.server import signal
from watchfloor.server.gazetteer import Gazetteer
from watchfloor.server.signal import Detector, Signal


def detect(title: str, **more: object) -> Signal:
    found = signal.shipped().detect(title, **more)  # type: ignore[arg-type] # as the test says
    assert found is not None, title
    return found


@pytest.mark.parametrize(
    ("title", "kind", "severity", "origin", "to"),
    [
        ("Israeli airstrike targets Damascus", "airstrike", 4, "Israel", "Damascus"),
        ("Large march reported in central Tbilisi", "protest", 2, None, "Tbilisi"),
        ("Drone interception over Bab el-Mandeb, shipping lane alert", "drone", 4, None, "Bab el-Mandeb"),
        ("Two patrol vessels shadow research ship east of Taipei", "naval", 3, None, "Taipei"),
        ("Air-raid alert lifted in Kharkiv oblast", "missile", 3, None, "Kharkiv"),
        ("Regional carrier outage confirmed in northern Iraq", "cyber", 3, None, "Iraq"),
        ("Convoy from Bamako attacked near Gao", "attack", 4, "Bamako", "Gao"),
        ("Earthquake of magnitude 6.9 near Sendai, major damage", "earthquake", 5, None, "Sendai"),
        ("Missile drill near Seoul", "missile", 2, None, "Seoul"),
        ("Kharkiv, Ukraine: shelling through the night", "shelling", 4, None, "Kharkiv"),
        ("Damascus’s airport hit by an explosion", "explosion", 4, None, "Damascus"),
        ("Ballistic missiles launched from Yemen towards Eilat", "missile", 5, "Yemen", "Eilat"),
    ],
)
def test_headlines(title: str, kind: str, severity: int, origin: str | None, to: str) -> None:
    found = detect(title)
    named = found.origin.label if found.origin is not None else None
    assert (found.type, found.severity, named, found.to.label) == (kind, severity, origin, to)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "A fine day in Paris",
        "An explosion of colour",
        "turkey prices rise after the explosion",
        "…",
        "🌍",
        "Reading week",
    ],
)
def test_most_news_is_no_signal(title: str) -> None:
    assert signal.shipped().detect(title) is None


def test_a_summary_and_tags_help_where_the_title_is_silent() -> None:
    assert detect("Night of alarm", summary="Flash floods in Derna", tags=("flood",)).type == "flood"
    assert detect("Night of alarm", tags=("Flood", "Derna")).to.label == "Derna"
    assert detect("Explosion in Rome", summary="Unlike the one in Paris").to.label == "Rome"


def test_hedges_lower_the_confidence_and_known_sources_raise_it() -> None:
    plain = detect("Explosion in Rome").confidence
    assert detect("Explosion in Rome confirmed").confidence > plain
    assert detect("Unconfirmed: explosion in Rome").confidence < plain
    assert detect("Explosion in Rome", source="Reuters").confidence > plain
    assert detect("Explosion in Rome", source="social media").confidence < plain


def test_the_middle_east_counts_from_either_end() -> None:
    assert detect("Missile launched from Tehran towards Athens").is_middle_east
    assert not detect("Explosion in Rome").is_middle_east


@given(st.text(), st.text(), st.lists(st.text(), max_size=3), st.text())
def test_any_text_gives_a_well_formed_signal_or_none(
    title: str, summary: str, tags: list[str], source: str
) -> None:
    found = signal.shipped().detect(f"{title} explosion near Rome", summary, tuple(tags), source)
    assert found is None or (1 <= found.severity <= 5 and 0 < found.confidence < 1)
    signal.shipped().detect(title, summary, tuple(tags), source)


def test_every_line_of_the_lexicon_is_well_formed_and_says_one_thing() -> None:
    lines = resource.path("lexicon.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    phrases = [row[0].casefold() for row in rows]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []
    for _, role, weight, severity in rows:
        if role == "severity":
            assert -2 <= int(severity) <= 2
        elif role in {"confidence", "source"}:
            assert -0.3 <= float(weight) <= 0.3
        else:
            assert role.isalpha()
            assert 1 <= int(severity) <= 5
            assert 0 < float(weight) < 3


def test_a_torn_lexicon_is_a_bug() -> None:
    with pytest.raises(BugError, match="Line 2 of the lexicon"):
        Detector("# fine\nphrase\ttype\n", Gazetteer(""))


def test_a_place_is_told_with_its_latitude_first_and_its_name() -> None:
    found = signal.shipped().detect("Earthquake near Sendai")
    assert found is not None
    assert signal.place_json(found.to) == {"lat": found.to.lat, "lon": found.to.lon, "label": "Sendai"}
    assert (round(found.to.lat), round(found.to.lon)) == (38, 141)
