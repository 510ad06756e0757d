"""One kind of feed that is known beforehand: what it asks for, and the feed that comes of the answers."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from watchfloor.core.curl.address import address
from watchfloor.core.error import KnownError
from watchfloor.core.feed import BackoffPolicy, Feed, PollingPolicy
from watchfloor.core.link.backoff import PRESETS as BACKOFFS
from watchfloor.core.profiles.mapping import Mapping as Fields
from watchfloor.core.profiles.value import instant_s


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a preset's form. Without `optional` it must be answered."""

    key: str
    label: str
    meaning: str
    default: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    pattern: str = ""
    instant: bool = False  # a moment: sent as Unix seconds


class Polling(msgspec.Struct, frozen=True, kw_only=True):
    """The stream's path ends with `stream`; in its place `path` is asked."""

    stream: str
    path: str
    every_s: float
    give_up_s: float | None = None


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """`path` has {keys} of the questions; `query` pairs a parameter with a key."""

    id: str
    title: str
    about: str
    path: str
    base: str = ""
    query: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    profile: str = "generic"
    mapping: Fields | None = None
    backoff: str = ""
    heartbeat_s: float | None = None
    polling: Polling | None = None
    ends_on: tuple[str, ...] = ()
    method: Literal["GET", "POST"] = "GET"
    types: frozenset[str] = frozenset()  # event types that no other preset has
    signs_in: bool = False
    anywhere: bool = False  # its path tells it on any host
    documentation: str = ""

    def feed(self, base: str = "", answers: Mapping[str, str] | None = None, name: str = "") -> Feed:
        """The feed that the form describes; `KnownError` names the field that is wrong."""
        values = self._values(answers or {})
        given = base.strip() or self.base
        if not given:
            raise KnownError(f"{self.title}: give the server's address, such as https://feeds.example.org.")
        root = address(given).partition("?")[0].rstrip("/")
        path = self.path.format_map({key: quote(value, safe="") for key, value in values.items()})
        query = urlencode([(parameter, values[key]) for parameter, key in self.query if values[key]])
        url = root + path + ("?" + query if query else "")
        return self.adopt(Feed(name=name or self._name(values), url=url, method=self.method))

    def adopt(self, feed: Feed) -> Feed:
        """A feed of this kind, however it was found, with the policies of its kind."""
        return msgspec.structs.replace(
            feed,
            profile=self.profile,
            backoff=BACKOFFS[self.backoff] if self.backoff else BackoffPolicy(),
            heartbeat_s=self.heartbeat_s,
            polling=self._polling(feed.url),
            ends_on=self.ends_on,
        )

    def fits(self, url: str) -> bool:
        """Whether an address is one of this preset's, as far as its host and path can tell."""
        try:
            asked, own = urlsplit(url), urlsplit(self.base)
        except ValueError:
            return False
        if own.hostname and not self.anywhere and asked.hostname != own.hostname:
            return False
        pattern = "[^/]+".join(re.escape(step) for step in re.split(r"\{\w+\}", self.path))
        return re.search(pattern + "$", asked.path) is not None

    def _values(self, answers: Mapping[str, str]) -> dict[str, str]:
        unknown = set(answers) - {question.key for question in self.questions}
        if unknown:
            raise KnownError(f"{self.title} has no field named {', '.join(sorted(unknown))}.")
        return {question.key: self._value(question, answers) for question in self.questions}

    def _value(self, question: Question, answers: Mapping[str, str]) -> str:
        value = answers.get(question.key, question.default).strip()
        if not value:
            if question.optional:
                return ""
            raise KnownError(f"{self.title}: {question.label} is missing ({question.meaning}).")
        if question.choices and value not in question.choices:
            raise KnownError(f"{question.label} {value!r} is none of {', '.join(question.choices)}.")
        if question.pattern and not re.fullmatch(question.pattern, value):
            raise KnownError(f"{question.label} {value!r} cannot be right: {question.meaning}.")
        if question.instant:
            moment = instant_s(value)
            if moment is None:
                raise KnownError(f"{question.label} {value!r} is no moment: {question.meaning}.")
            return f"{moment:.0f}"
        return value

    def _name(self, values: dict[str, str]) -> str:
        said = [values[q.key] for q in self.questions if values[q.key] and not q.instant]
        return " · ".join([self.title, *said])

    def _polling(self, url: str) -> PollingPolicy | None:
        if self.polling is None:
            return None
        where, mark, query = url.partition("?")
        if not where.endswith(self.polling.stream):
            return None
        asked = where.removesuffix(self.polling.stream) + self.polling.path
        return PollingPolicy(
            url=asked + mark + query, every_s=self.polling.every_s, give_up_s=self.polling.give_up_s
        )
