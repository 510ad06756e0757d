import pytest

from watchfloor import resource
from watchfloor.core.error import BugError
from watchfloor.server.gazetteer import Gazetteer, shipped, words


def labels(text: str) -> list[str]:
    return [mention.place.label for mention in shipped().mentions(words(text))]


def test_the_longest_name_wins() -> None:
    assert labels("South Sudanese talks in New York, Port Sudan and Sudan") == [
        "South Sudan", "New York", "Port Sudan", "Sudan",
    ]  # fmt: skip


def test_names_count_with_a_capital_alone_and_in_any_script_of_theirs() -> None:
    assert labels("turkey and Turkey, TÜRKIYE, São Paulo, Sanaa’s port, Côte d’Ivoire") == [
        "Turkey", "Turkey", "São Paulo", "Sanaa", "Ivory Coast",
    ]  # fmt: skip


def test_people_stand_where_their_country_is() -> None:
    mention = shipped().mentions(words("Iranian"))[0]
    assert (mention.place.kind, mention.place.label, mention.place.code) == ("people", "Iran", "IRN")
    assert mention.place.is_middle_east


def test_every_line_is_a_place_on_earth_and_no_name_is_given_twice() -> None:
    lines = resource.path("gazetteer.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) > 500
    names = [name for row in rows for name in (row[0], *filter(None, row[6].split("|")))]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    for _, kind, lat, lon, code, scope, _ in rows:
        assert kind in {"city", "country", "region", "water"}
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert code == "" or (len(code) == 3 and code.isupper())
        assert scope in {"", "me"}
    codes = {row[4] for row in rows if row[1] == "country"}
    strays = {row[0] for row in rows if row[1] == "city" and row[4] not in codes}
    assert strays == {"Gibraltar", "Guam", "San Juan"}


def test_a_torn_line_is_a_bug() -> None:
    with pytest.raises(BugError, match="Line 1 of the gazetteer has 2 fields"):
        Gazetteer("Rome\tcity")
