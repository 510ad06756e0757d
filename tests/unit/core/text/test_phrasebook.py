"""Sentences that are filled in already: found again, whole or in part, and what is foreign left as it is."""

import pytest

from watchfloor.core.text.phrasebook import REMEMBERED, Phrasebook

GERMAN = {
    "Not a byte for {silent_s} s.": "{silent_s} s lang kein Byte.",
    "The server closed the stream.": "Der Server hat den Strom geschlossen.",
    "The connection is cut after {span} of silence": "Die Verbindung wird nach {span} Stille getrennt",
    "{count} ended": "{count} beendet",
    "{ends} by the other side,{times} after {span}.{once}": "{ends} von drüben,{times} nach {span}.{once}",
    "connections were": "Verbindungen wurden",
    "each time": "jedes Mal",
    "It was seen once only.": "Es wurde nur einmal gesehen.",
    "{host} refused the connection": "{host} hat die Verbindung abgelehnt",
    "{name}: {why}": "{name} – {why}",
    "{host} asks who you are: sign in.": "{host} fragt, wer Sie sind: Melden Sie sich an.",
    "Waiting for {span} s · try {count}": "Noch {span} s · Versuch {count}",
    "event": "Ereignis",
    "{count:,} more events": "{count} weitere Ereignisse",
}


@pytest.fixture
def book() -> Phrasebook:
    return Phrasebook(GERMAN)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("The server closed the stream.", "Der Server hat den Strom geschlossen."),
        ("The server closed the stream", "Der Server hat den Strom geschlossen"),
        ("Not a byte for 34.0 s.", "34.0 s lang kein Byte."),
        (
            "feed.example.org:8000 refused the connection",
            "feed.example.org:8000 hat die Verbindung abgelehnt",
        ),
        ("12 more events", "12 weitere Ereignisse"),
        ("1 event", "1 Ereignis"),
        ("a.example asks who you are", "a.example fragt, wer Sie sind"),
        ("Ada: Waiting for 4 s · try 3", "Ada: Noch 4 s · Versuch 3"),
        (
            "3 connections were ended by the other side, each time after 60 s. It was seen once only.",
            "3 Verbindungen wurden beendet von drüben, jedes Mal nach 60 s. Es wurde nur einmal gesehen.",
        ),
        (
            "Not a byte for 5 s. The server closed the stream.",
            "5 s lang kein Byte. Der Server hat den Strom geschlossen.",
        ),
    ],
)
def test_a_sentence_is_said(book: Phrasebook, english: str, german: str) -> None:
    assert book.say(english) == german


@pytest.mark.parametrize(
    "words", ["", " ", "{", "}{", "Ceci n’est pas connu.", "a: b: c", "0", "\n\n", "·", "..."]
)
def test_what_is_not_known_stays_as_it_is(book: Phrasebook, words: str) -> None:
    assert book.say(words) == words


def test_what_has_too_little_of_its_own_finds_nothing(book: Phrasebook) -> None:
    assert book.say("Reuters: fire in the port") == "Reuters: fire in the port"


def test_foreign_words_in_a_place_are_not_touched(book: Phrasebook) -> None:
    assert (
        book.say("Bühne {silent_s} refused the connection") == "Bühne {silent_s} hat die Verbindung abgelehnt"
    )


def test_the_same_place_twice(book: Phrasebook) -> None:
    twice = Phrasebook({"{name} is not {other} of yours": "{other} ist nicht {name}, {name}"})
    assert twice.say("Ada is not friend of yours") == "friend ist nicht Ada, Ada"


def test_a_flood_of_sentences_is_not_remembered_for_ever(book: Phrasebook) -> None:
    for number in range(REMEMBERED + 10):
        book.say(f"Not a byte for {number} s.")
    assert book.say.cache_info().currsize == REMEMBERED


def test_endless_nesting_ends(book: Phrasebook) -> None:
    words = " refused the connection" * 50
    assert "abgelehnt" in book.say("x" + words)


def test_what_stands_before_a_colon_is_said_too_unless_it_is_a_name() -> None:
    book = Phrasebook(
        {
            "The certificate of {host} has expired.": "Das Zertifikat von {host} ist abgelaufen.",
            "it is valid from {since} to {until}": "es gilt von {since} bis {until}",
            "Silent": "Still",
        }
    )
    told = "The certificate of x.example has expired: it is valid from May to June."
    assert book.say(told) == "Das Zertifikat von x.example ist abgelaufen: es gilt von May bis June."
    assert book.say("Silent: it is valid from May to June") == "Silent: es gilt von May bis June"
