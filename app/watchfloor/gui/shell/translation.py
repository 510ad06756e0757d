"""The languages of the window: English as it is written, and what `resources/translations` holds."""

from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from watchfloor import resource
from watchfloor.core.text.numeral import write_with
from watchfloor.core.text.phrasebook import Phrasebook
from watchfloor.core.text.speech import speak

CONTEXT = "Watchfloor"
LANGUAGES = (("system", "System"), ("en", "English"), ("de", "Deutsch"))


class Translation(QTranslator):
    """One file for all that is said, whichever class says it: a phrase means the same everywhere.

    Qt reads the compiled `.qm`. What is filled in already is held against the phrases of the `.ts` beside it,
    which is read when the first such sentence is to be said.
    """

    def __init__(self, path: Path, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._path = path
        self.is_loaded = path.is_file() and self.load(str(path))

    @cached_property
    def _book(self) -> Phrasebook:
        source = self._path.with_suffix(".ts")
        return Phrasebook(phrases_of(source) if source.is_file() else {})

    def translate(self, _context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return super().translate(CONTEXT, source, disambiguation, n) or source

    def say(self, words: str) -> str:
        """What a room below the window says, as it is said in this language."""
        return super().translate(CONTEXT, words) or self._book.say(words)


def phrases_of(path: Path) -> dict[str, str]:
    """The finished phrases of a `.ts` file, each with its translation."""
    found: dict[str, str] = {}
    for message in ET.parse(path).iter("message"):  # noqa: S314 - our own file
        target = message.find("translation")
        if target is not None and target.get("type") is None and target.text:
            found[message.findtext("source") or ""] = target.text
    return found


def chosen(language: str) -> str:
    """ "system" as the two letters of the desktop's language."""
    if language != "system":
        return language
    return QLocale.system().name().partition("_")[0]


def install(application: QCoreApplication, language: str) -> Translation | None:
    """Speak this language from now on; None: English, because that was chosen or there is no other."""
    _speak_english()
    path = resource.path(f"translations/watchfloor_{chosen(language)}.qm")
    translation = Translation(path, application)
    if not translation.is_loaded:
        return None
    application.installTranslator(translation)
    speak(translation.say)
    write_with(QLocale(chosen(language)).decimalPoint())
    return translation


def uninstall(application: QCoreApplication, translation: Translation) -> None:
    """English again."""
    application.removeTranslator(translation)
    _speak_english()


def _speak_english() -> None:
    speak(None)
    write_with(".")
