"""A query's text, character by character: words, phrases, expressions, and what is wrong with them."""

import re

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.graph import GraphError, GraphTooLargeError
from watchfloor.core.query.tree import Pattern, Words
from watchfloor.core.query.wording import ANY, ONE, regex

A_TERM = "a word, a phrase in quotes, a field such as severity:4, or ("
DOT = "\ue002"  # an escaped dot in a field's name
_SUFFIX = re.compile(r"(?:[^\\]|^)(?:\\\\)*([~^])\d*(?:\.\d+)?\Z", re.DOTALL)  # no backslash before it
_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(r"(AND|OR|NOT|TO)(?=[\s()\"]|$)|&&|\|\|")


class Scanner:
    """Where one is in the text, and what can be taken from there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def _fail(self, message: str, expected: str = "", at: int | None = None) -> QueryError:
        return QueryError(message, self.text, self.at if at is None else at, expected)

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _ahead(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def _operator(self) -> str:
        match = _OPERATOR.match(self.text, self.at)
        return {"&&": "AND", "||": "OR"}.get(match[0], match[0]) if match else ""

    def _take_operator(self, name: str) -> bool:
        self._space()
        if self._operator() != name:
            return False
        self.at += 2 if self._ahead(2) in ("&&", "||") else len(name)
        self._space()
        return True

    def _raw(self, stop: str, *, signs: bool = False) -> str:
        """Text up to white space or a stop character, with wildcards and escaped characters marked.

        In a field's name an escaped dot does not part names; `signs`: colons belong to the text.
        """
        taken: list[str] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            if character.isspace() or character in stop:
                break
            self.at += 1
            if character == "\\" and self.at < len(self.text):
                character = self.text[self.at]
                self.at += 1
                taken.append(DOT if character == "." and not signs else character)
            else:
                taken.append({"*": ANY, "?": ONE}.get(character, character))
        return "".join(taken)

    def _quoted(self) -> str:
        begin = self.at
        self.at += 1
        taken: list[str] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            self.at += 1
            if character == '"':
                if self._ahead() in ("~", "^"):
                    self.at += 1
                    self._no_suffix(self.at - 1)
                return "".join(taken)
            if character == "\\" and self.at < len(self.text):
                character = self.text[self.at]
                self.at += 1
            taken.append(character)
        raise self._fail("This quotation mark is never closed", '" at the end of the phrase', begin)

    def _pattern(self) -> Pattern:
        begin = self.at
        end = begin + 1
        while end < len(self.text) and self.text[end] != "/":
            end += 2 if self.text[end] == "\\" else 1
        if end >= len(self.text):
            raise self._fail("This regular expression is never closed", "/ at its end", begin)
        source = self.text[begin + 1 : end]
        self.at = end + 1
        if self._ahead() not in ("", ")") and not self._ahead().isspace():
            raise self._fail("A regular expression ends at this /", "a space; or put the text in quotes", end)
        return self._checked(source, begin)

    def _checked(self, source: str, begin: int) -> Pattern:
        try:
            regex(source)
        except re.error as error:
            at = begin + 1 + (error.pos or 0)
            raise self._fail(f"This regular expression cannot be read: {error.msg}", "", at) from None
        except (GraphTooLargeError, OverflowError, RecursionError):
            raise self._fail("This regular expression is too large", "a smaller one", begin) from None
        except GraphError:
            raise self._fail(
                "This regular expression both repeats and looks around or back, and might never end",
                "one that does without either",
                begin,
            ) from None
        return Pattern(source)

    def _wordy(self, words: Words, begin: int) -> Words:
        if not any(word.strip(ANY + ONE) for word in words.words):
            raise self._fail("There is no letter or digit to look for", "a word", begin)
        return words

    def _no_suffix(self, begin: int) -> None:
        """What was taken last does not end with a sign that means something elsewhere."""
        found = _SUFFIX.search(self.text[begin : self.at])
        if found is None:
            return
        at = begin + found.start(1)
        if found[1] == "^":
            raise self._fail("A weight (^) has no meaning here: nothing is ranked", "the word alone", at)
        raise self._fail("Similar words (~) cannot be looked for", "the word alone, or a wildcard", at)
