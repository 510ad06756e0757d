"""What a person is told before a credential goes to another place, or by another way."""

from PySide6.QtWidgets import QApplication

from watchfloor.gui.feed.consent_strip import ConsentStrip
from watchfloor.gui.style.look import Look
from watchfloor.services.credential.place import Place

HOME = Place("https://feeds.example")


def test_it_says_what_would_be_sent_where_and_who_could_read_it(qapp: QApplication, look: Look) -> None:
    strip = ConsentStrip(look)
    assert strip.isHidden()
    there = Place("https://feeds.example", "http://relay.example:3128", "/their/ca.pem", is_checked=False)
    strip.show_places("desk", [HOME], (there,))
    assert not strip.isHidden()
    assert strip.words.text().splitlines() == [
        "The credential “desk” is kept for https://feeds.example.",
        "This feed would send it to https://feeds.example, through the proxy http://relay.example:3128,"
        " vouched for by /their/ca.pem, without a check of its certificate. Nothing was sent so far.",
        "Whoever runs what is on that way may be able to read it.",
        "Agree only if you trust all of that; or sign in with another one below.",
    ]


def test_of_a_straight_way_no_reader_is_told(qapp: QApplication, look: Look) -> None:
    strip = ConsentStrip(look)
    strip.show_places("desk", [], (Place("https://a.example"), Place("https://b.example")))
    told = strip.words.text()
    assert "An earlier version kept the credential “desk”" in told
    assert "https://a.example; https://b.example. Nothing was sent" in told
    assert "Whoever runs" not in told


def test_who_presses_agrees_to_what_was_shown_and_nothing_else(qapp: QApplication, look: Look) -> None:
    strip = ConsentStrip(look)
    agreed: list[tuple[Place, ...]] = []
    strip.agreed.connect(agreed.append)
    strip.show_places("desk", [HOME], (Place("https://a.example"),))
    strip.show_places("desk", [HOME], (Place("https://b.example"),))
    strip.send.click()
    assert agreed == [(Place("https://b.example"),)]
    assert not strip.send.autoDefault(), "a key meant for another button must not agree"
    strip.show_places("desk", [HOME], ())
    assert strip.isHidden()
