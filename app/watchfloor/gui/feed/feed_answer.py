"""What the fields of the feed's window say: the feed as it would be kept, or why it cannot be."""

import msgspec
from PySide6.QtCore import QObject

from watchfloor.core.feed import Feed
from watchfloor.core.preset.catalogue import PRESETS
from watchfloor.core.preset.preset import Preset
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import AnySecret, ProxyLogin, beside
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.feed.feed_draft import FeedDraft
from watchfloor.gui.feed.feed_page import AUTO, GENERIC, FeedPage
from watchfloor.gui.feed.mapping_form import MappingForm
from watchfloor.gui.feed.policy_form import PolicyForm
from watchfloor.services.work.audition import Audition


class FeedAnswer(QObject):
    """Reads `page`, `mapping` and `policy` as they stand, and changes nothing.

    `names` are taken by other feeds; `known` are the secrets that the changed feed has.
    """

    def __init__(
        self,
        draft: FeedDraft,
        audition: Audition,
        page: FeedPage,
        mapping: MappingForm,
        policy: PolicyForm,
        *,
        names: set[str],
        known: tuple[AnySecret, ...],
    ) -> None:
        super().__init__(page)
        self._draft = draft
        self._audition = audition
        self._page = page
        self._mapping = mapping
        self._policy = policy
        self._names = names
        self._known = known

    @property
    def preset(self) -> Preset | None:
        """The kind that is chosen, or that the address and the first events betray."""
        chosen = self._page.kind.currentData()
        if chosen != AUTO:
            return PRESETS.get(chosen)
        before = self._draft.before
        if before is not None:
            return _of_profile(before.feed.profile)
        return self._audition.proposal()

    @property
    def filling_in(self) -> bool:
        """The preset's own form is what says where the feed is."""
        return self.preset is not None and not self._page.paste.toPlainText().strip()

    def feed(self) -> Feed | None:
        """Where it is and how it is asked for; None where the fields do not say."""
        feed = self._page.form.feed() if self.filling_in else self._draft.adopt(self.preset)
        if feed is None:
            return None
        return msgspec.structs.replace(feed, verify_tls=not self._page.insecure.isChecked())

    def asked(self) -> Feed | None:
        """The feed as it is heard meanwhile: with the proxy and the authority among its policies."""
        feed = self.feed()
        if feed is None or self._policy.problem:
            return feed
        return self._policy.apply(Entry(feed=feed)).feed

    @property
    def secrets(self) -> tuple[AnySecret, ...]:
        """What was pasted and typed; a typed one stands in the place of its kind."""
        typed = self._page.sign_in.secret if not self._page.sign_in.isHidden() else None
        if typed is None:
            return self._draft.secrets
        others = tuple(each for each in self._draft.secrets if type(each) is not type(typed))
        return (*others, typed)

    def entry(self) -> Entry | None:
        """What would be kept now; None and a sentence in `wrong` where it cannot be."""
        feed = self.feed()
        if feed is None:
            return None
        feed = msgspec.structs.replace(feed, name=self._page.name.text().strip() or feed.name)
        colour, mapping = self._page.colour.currentData(), self._mapping_of(feed)
        before = self._draft.before or Entry(feed=feed)
        return self._policy.apply(msgspec.structs.replace(before, feed=feed, mapping=mapping, colour=colour))

    def _mapping_of(self, feed: Feed) -> Mapping | None:
        """The user's own, or what the kind of feed brings; only what is generic needs any."""
        if feed.profile != GENERIC:
            return None
        preset, own = self.preset, self._mapping.mapping
        if not self._mapping.touched and preset is not None and preset.mapping is not None:
            return preset.mapping
        return own if own != Mapping() else None

    def wrong(self) -> str:
        """Why it cannot be kept, or nothing."""
        if self._draft.error is not None:
            return self.tr("The command cannot be read yet.")
        feed = self.feed()
        if feed is None:
            return (
                self._page.form.problem
                if self.filling_in
                else self.tr("Paste an address, or choose what it is.")
            )
        name = self._page.name.text().strip()
        if not name:
            return self.tr("Give it a name.")
        own = self._draft.before.feed.name if self._draft.before is not None else ""
        if name != own and name in self._names:
            return self.tr("Another feed has this name.")
        return self._policy.problem or (self._mapping.problem if feed.profile == GENERIC else "")

    def kept(self) -> tuple[Entry, tuple[AnySecret, ...]] | None:
        """The entry without its secrets, and those that are new; None where it cannot be kept."""
        entry = self.entry()
        if entry is None or self.wrong():
            return None
        bare, typed = part(entry.feed)  # as a proxy's login, which is a secret like any other
        secrets = (*self._audition.renewed(self.secrets), *typed)
        known = self._known_for(bare)
        if not self._draft.secrets:  # a command that was pasted says all of it
            secrets = beside(known, secrets) or (known if known != self._known else ())
        if known != self._known and not secrets:
            bare = msgspec.structs.replace(bare, credential="")
        return msgspec.structs.replace(entry, feed=bare), secrets

    def _known_for(self, feed: Feed) -> tuple[AnySecret, ...]:
        """What the feed had, but for a login to a proxy that is another one now."""
        before = self._draft.before
        if before is None or before.feed.proxy == feed.proxy:
            return self._known
        return tuple(secret for secret in self._known if not isinstance(secret, ProxyLogin))


def _of_profile(name: str) -> Preset | None:
    if name == GENERIC:
        return None
    return next((each for each in PRESETS.values() if each.profile == name), None)
