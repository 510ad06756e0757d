"""A workspace's feeds from their tables: addresses, headers, policies, mappings; secrets are taken out."""

import re
from typing import Any

import msgspec

from watchfloor.core.curl.address import address
from watchfloor.core.error import KnownError
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.link.backoff import PRESETS as BACKOFFS
from watchfloor.core.profiles.catalogue import PROFILES
from watchfloor.core.profiles.mapping import Mapping, checked
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import NOUNS, AnySecret
from watchfloor.core.workspace.policy import is_proxy
from watchfloor.core.workspace.source import Source
from watchfloor.core.workspace.table import TableReader
from watchfloor.core.workspace.workspace import Entry, Pace, Path

MOST_NAME = 200


class EntryReader(TableReader):
    """`secrets` are those that should not have been in the file, by feed."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.secrets: dict[str, tuple[AnySecret, ...]] = {}

    def entry(self, name: str, table: Any) -> Entry:
        path: Path = ("feeds", name)
        if not self.is_table(table, path) or not self._is_name(name, path):
            return Entry(feed=Feed(name=name, url=""))
        table = dict(table)
        inner, extras = self._inner(table, path)
        own = {key: table.pop(key) for key in ("mapping", "pace", "colour") if key in table}
        feed, more = self._feed(name, table, inner, path)
        mapping = self._mapping(own.get("mapping"), (*path, "mapping"), extras)
        pace, pace_more = self.struct(Pace, own.get("pace", {}), (*path, "pace"), "pace.")
        extras.update({"pace": pace_more} if pace_more else {})
        try:
            parse(pace.where)
        except QueryError as error:
            self.problem((*path, "pace", "where"), f"where cannot be read: {error}")
        colour = self.colour(own.get("colour", ""), (*path, "colour"))
        return Entry(feed=feed, mapping=mapping, pace=pace, colour=colour, extra=more | extras)

    def _inner(self, table: dict[str, Any], path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        """The policies that are tables of their own, and what is unknown in them."""
        inner: dict[str, Any] = {}
        extras: dict[str, Any] = {}
        for key, kind in (("backoff", BackoffPolicy), ("breaker", BreakerPolicy), ("polling", PollingPolicy)):
            if key not in table:
                continue
            value = table.pop(key)
            if key == "backoff" and isinstance(value, str):
                inner[key] = self._backoff(value, (*path, key))
                continue
            inner[key], more = self.struct(kind, value, (*path, key), f"{key}.")
            extras.update({key: more} if more else {})
        return inner, extras

    def _backoff(self, name: str, path: Path) -> BackoffPolicy:
        if name not in BACKOFFS:
            self.problem(path, f"There is no back-off named {name!r}. Choose one of: {', '.join(BACKOFFS)}.")
        return BACKOFFS.get(name, BackoffPolicy())

    def _feed(
        self, name: str, table: dict[str, Any], inner: dict[str, Any], path: Path
    ) -> tuple[Feed, dict[str, Any]]:
        headers = self._headers(table.pop("headers", {}), (*path, "headers"))
        if "name" in table:
            self.note((*path, "name"), "The name of a feed is that of its table; this one was left out.")
            del table["name"]
        if "url" not in table:
            self.problem(path, f"The feed {name!r} has no url.")
        feed, more = self.struct(Feed, {"url": "http://x", **table}, path, "", fixed={"name": name})
        self._check_address(table.get("url", ""), (*path, "url"))
        if feed.profile.replace("-", "_") not in PROFILES:
            known = ", ".join(PROFILES)
            self.problem(
                (*path, "profile"),
                f"The profile {feed.profile!r} is none of: {known}. Choose one,"
                " or install the package that brings it.",
            )
        if feed.proxy and not is_proxy(feed.proxy):
            self.problem(
                (*path, "proxy"), "proxy must be system, or begin with http://, https:// or socks5://."
            )
        if feed.polling or inner.get("polling"):
            self._check_address(inner["polling"].url, (*path, "polling", "url"))
        return self._without_secrets(msgspec.structs.replace(feed, headers=headers, **inner), path), more

    def _without_secrets(self, feed: Feed, path: Path) -> Feed:
        bare, secrets = part(feed)
        if secrets:
            self.secrets[feed.name] = secrets
            found = ", ".join(NOUNS[type(secret)] for secret in secrets)
            self.note(
                path,
                f"The feed {feed.name!r} holds a secret ({found}). It does not belong in a workspace: it was"
                " taken out, to be kept in the keyring. Whoever has this file has it too, so change it.",
            )
        return bare

    def _headers(self, value: Any, path: Path) -> tuple[tuple[str, str], ...]:
        """A table of names and values, or a list of pairs where a name comes twice."""
        pairs = list(value.items()) if isinstance(value, dict) else value
        found = self.convert(pairs, tuple[tuple[str, str], ...], path, "a table of names and values")
        for name, text in found or ():
            if not re.fullmatch(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+", name) or re.search(r"[\r\n\0]", text):
                self.problem((*path, name), f"{name!r} cannot be sent as a header.")
        return found or ()

    def _mapping(self, value: Any, path: Path, extras: dict[str, Any]) -> Mapping | None:
        if value is None:
            return None
        mapping, more = self.struct(Mapping, value, path, "mapping.")
        extras.update({"mapping": more} if more else {})
        try:
            return checked(mapping)
        except KnownError as error:
            self.problem(path, str(error).rstrip(".") + ".")
            return None

    def _check_address(self, value: Any, path: Path) -> None:
        if isinstance(value, str) and value:
            try:
                address(value)
            except KnownError as error:
                self.problem(path, f"{path[-1]}: {error}")
            else:
                if "://" not in value:
                    self.problem(path, f"{path[-1]} must begin with http:// or https://.")

    def _is_name(self, name: str, path: Path) -> bool:
        good = bool(name.strip()) and len(name) <= MOST_NAME and name.isprintable()
        if not good:
            self.problem(path, f"A feed's name must be 1 to {MOST_NAME} characters that can be seen.")
        return good
