"""Text made comparable: no case, no accents, and cut into words exactly as the full-text index cuts it.

The index cuts at every ASCII character that is no letter or digit, and nowhere else. All other
characters are therefore settled here: accents fall away, signs become spaces, and each ideograph stands
alone, so that a word is found inside a sentence written without spaces.
"""

import re
import unicodedata

# In folded text: all but ASCII signs. (Said by what it is not: sets of the whole of Unicode compile slowly.)
SIGN = r"[\x00-/:-`{-\x7f]"
WORD = r"[^\x00-/:-`{-\x7f]"
_words = re.compile(WORD + "+").findall
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|(.))", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ALONE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def fold(text: str) -> str:
    """Lower case without accents; signs beyond ASCII become spaces."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _ALONE.sub(r" \g<0> ", "".join([_settle(character) for character in plain]))


def _settle(character: str) -> str:
    if character.isascii():
        return character.lower()
    if unicodedata.combining(character) or unicodedata.category(character) == "Mn":
        return ""
    return character if character.isalnum() else " "


def words(folded: str) -> list[str]:
    """The words of folded text, in order."""
    return _words(folded)


def unescape(text: str) -> str:
    r"""What JSON writes with a backslash (`\u00e9`, `\n`), as the character that is meant."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    first, second, short = match.groups()
    if short is not None:
        return _SHORT.get(short, short)
    code = int(first, 16)
    if second is not None:
        if 0xD800 <= code <= 0xDBFF:
            return chr(0x10000 + ((code - 0xD800) << 10) + (int(second, 16) - 0xDC00))
        return (chr(code) if not 0xD800 <= code <= 0xDFFF else " ") + " "
    return " " if 0xD800 <= code <= 0xDFFF else chr(code)


def searchable(type_: str, id_: str, data: str) -> str:
    """All the text of an event that words are looked for in: its type, its own id, and its data whole."""
    return fold(f"{type_} {id_} {unescape(data)}")
