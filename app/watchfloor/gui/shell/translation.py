"""The languages of the window: English as it is written, and what `resources/translations` holds."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from watchfloor import resource
from watchfloor.core.speech import speak

CONTEXT = "Watchfloor"
LANGUAGES = (("system", "System"), ("en", "English"), ("de", "Deutsch"))


class Translation(QTranslator):
    """One file for all that is said, whichever class says it: a phrase means the same everywhere."""

    def translate(self, _context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return super().translate(CONTEXT, source, disambiguation, n) or source


def chosen(language: str) -> str:
    """ "system" as the two letters of the desktop's language."""
    if language != "system":
        return language
    return QLocale.system().name().partition("_")[0]


def install(application: QCoreApplication, language: str) -> Translation | None:
    """Speak this language from now on; None: English, because that was chosen or there is no other."""
    speak(None)
    path = resource.path(f"translations/watchfloor_{chosen(language)}.qm")
    translation = Translation(application)
    if not path.is_file() or not translation.load(str(path)):
        return None
    application.installTranslator(translation)
    speak(lambda words: translation.translate(CONTEXT, words) or words)
    return translation


def uninstall(application: QCoreApplication, translation: Translation) -> None:
    """English again."""
    application.removeTranslator(translation)
    speak(None)
