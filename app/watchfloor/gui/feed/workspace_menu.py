"""Workspaces by hand: new, open, open recent, import, export, and the way back to the demo."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from watchfloor.core.error import KnownError
from watchfloor.core.text.speech import said
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.errand import Do
from watchfloor.gui.feed.choice_window import ChoiceWindow
from watchfloor.gui.shell.choice import choice
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.file_dialog import file_dialog
from watchfloor.services.credential.account import adopt
from watchfloor.services.credential.vault import Vault
from watchfloor.services.work.roster import Roster
from watchfloor.services.work.workspace_desk import WorkspaceDesk, new_workspace

SUFFIX = ".toml"
RECENT = "recent:"


class WorkspaceMenu(QObject):
    """Gives `switch_asked` with the path of another workspace, or None for the demo. `promise` says whether
    what feeds bring that are added to the demo comes into their own journal one day."""

    switch_asked = Signal(object)

    def __init__(
        self,
        surround: Surround,
        roster: Roster | None,
        workspaces: WorkspaceDesk,
        vault: Vault,
        do: Do,
        *,
        is_demo: bool,
        promise: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(surround.window)
        self._surround = surround
        self._window = surround.window
        self._roster = roster
        self._workspaces = workspaces
        self._vault = vault
        self._do = do
        self._is_demo = is_demo
        self._promise = promise
        self._fill_commands()
        workspaces.on_foreign = self._on_foreign
        workspaces.on_made = self._on_made
        for note in workspaces.notes:
            surround.notice.tell(str(note))

    def _fill_commands(self) -> None:
        tr, menu = self.tr, self.tr("Workspace")
        self._window.add_commands(
            Command("workspace.new", menu, tr("New workspace…"), self._ask_for_new),
            Command("workspace.open", menu, tr("Open a workspace…"), self._ask_for_open, "Ctrl+O"),
            Command("workspace.import", menu, tr("Import feeds…"), self._ask_for_import),
            Command(
                "workspace.export",
                menu,
                tr("Export the feeds…"),
                self._ask_for_export,
                enabled=self._has_feeds,
            ),
            Command(
                "workspace.versions",
                menu,
                tr("Go back to an earlier version…"),
                self._ask_for_version,
                enabled=self._has_versions,
            ),
            Command(
                "workspace.demo",
                menu,
                tr("Open the demo"),
                lambda: self.switch_asked.emit(None),
                enabled=lambda: not self._is_demo,
            ),
            *self._recent(menu),
        )

    def _recent(self, menu: str) -> list[Command]:
        recent = self._workspaces.recent
        paths = [] if recent is None else recent.paths
        return [
            Command(
                f"{RECENT}{path}",
                menu,
                self.tr("Recent: {name}").format(name=f"{path.stem}  ({path.parent})"),
                partial(self._open_recent, path),
            )
            for path in paths
            if path != self._workspaces.path
        ]

    def _has_feeds(self) -> bool:
        return bool(self._workspaces.workspace.entries)

    def _has_versions(self) -> bool:
        return bool(self._workspaces.versions)

    # -- earlier versions

    def _ask_for_version(self) -> None:
        versions = {
            " · ".join((moment_of(version), *changes)): version
            for version, changes in self._workspaces.history
        }
        if not versions:
            self._window.tell(self.tr("No earlier version can be read."))
            return
        title = self.tr("Go back to an earlier version")
        words = self.tr("As it was until (UTC), and what was changed then. What is there now is kept too.")
        dialog = choice(self._window, self._window.look, title, words, list(versions))
        dialog.textValueSelected.connect(lambda moment: self._go_back(versions[moment]))
        dialog.open()

    def _go_back(self, version: Path) -> None:
        try:
            self._workspaces.go_back(version)
        except KnownError as error:
            self._surround.notice.tell(said(str(error)))
            return
        self.switch_asked.emit(self._workspaces.path)

    def _on_foreign(self) -> None:
        """Somebody else has written the file, as another machine through git."""
        newest = self._workspaces.versions[:1]
        words = self.tr("{name} was changed by another program. What it said is kept among its versions.")
        self._surround.notice.tell(
            words.format(name=self._workspaces.name),
            self.tr("Open that instead"),
            lambda: self._go_back(newest[0]),
        )

    def _on_made(self) -> None:
        """The first feeds of one's own stand among the demo's."""
        name, path = self._workspaces.name, self._workspaces.path
        if self._promise():
            words = self.tr(
                "Your feed is in the workspace {name}, which the next start opens."
                " What it brings until then comes along."
            )
        else:
            words = self.tr(
                "Your feed is in the workspace {name}, which the next start opens."
                " What comes while the demo runs is not kept."
            )
        self._surround.notice.tell(
            words.format(name=name),
            self.tr("Open {name}").format(name=name),
            lambda: self.switch_asked.emit(path),
        )

    # -- files are asked for without holding up anything

    def _ask(self, title: str, take: Callable[[Path], None], *, save: bool = False) -> None:
        dialog = file_dialog(self._window, title)
        dialog.setNameFilter(self.tr("Workspaces (*.toml)"))
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.AnyFile if save else mode.ExistingFile)
        accept = QFileDialog.AcceptMode
        dialog.setAcceptMode(accept.AcceptSave if save else accept.AcceptOpen)
        if self._workspaces.path is not None:
            dialog.setDirectory(str(self._workspaces.path.parent))
        dialog.fileSelected.connect(lambda name: self._taken(take, Path(name)))
        dialog.open()

    def _taken(self, take: Callable[[Path], None], path: Path) -> None:
        try:
            take(path)
        except KnownError as error:
            self._surround.notice.tell(str(error))

    def _ask_for_new(self) -> None:
        self._ask(self.tr("New workspace"), self.make, save=True)

    def _ask_for_open(self) -> None:
        self._ask(self.tr("Open a workspace"), self.open)

    def _ask_for_import(self) -> None:
        self._ask(self.tr("Import feeds"), lambda path: self._do(self.take_in(path)))

    def _ask_for_export(self) -> None:
        """Which of several feeds, then where to."""
        names = [feed.name for feed in self._workspaces.workspace.feeds]
        if len(names) == 1:
            self._ask_where(names)
            return
        window = ChoiceWindow(names, self._window.channel, self._window.look, self._window)
        window.chosen.connect(self._ask_where)
        window.open()

    def _ask_where(self, names: object) -> None:
        self._ask(self.tr("Export the feeds"), lambda path: self.export(path, names), save=True)

    def _open_recent(self, path: Path) -> None:
        self._taken(self.open, path)

    # -- what is done with them

    def make(self, path: Path) -> None:
        new_workspace(path)
        self.switch_asked.emit(path)

    def open(self, path: Path) -> None:
        """Another workspace in this one's place; what cannot be read is told, and this one goes on."""
        try:
            WorkspaceDesk(None, path).load()
        except KnownError:
            recent = self._workspaces.recent
            if recent is not None and not path.exists():
                recent.forget(path)
            raise
        self.switch_asked.emit(path)

    def export(self, path: Path, names: object = None) -> None:
        """These feeds, or all; a list of names comes through Qt as it is."""
        self._workspaces.export(path, names if isinstance(names, list) else None)
        self._window.tell(self.tr("Exported to {path}. No secret is in it.").format(path=path))

    async def take_in(self, path: Path) -> None:
        """The other file's feeds beside our own, at once at work."""
        self._surround.looks.keep()
        came, found, told = self._workspaces.take_in(path)
        feeds = {feed.name: feed for feed in await adopt(found, self._vault)}
        for note in (*map(str, found.notes), *told):
            self._surround.notice.tell(note)
        for entry in came:
            if self._roster is not None and entry.feed.name not in self._roster.entries:
                known = feeds.get(entry.feed.name)
                credential = known.credential if known is not None else entry.feed.credential
                await self._roster.add(_signed(entry, credential))
        self._surround.looks.restore(is_work=True)  # their plots and highlights beside our own
        self._window.refresh_all()
        self._window.tell(self.tr("{count} feeds came in.").format(count=len(came)))


def _signed(entry: Entry, credential: str) -> Entry:
    return msgspec.structs.replace(entry, feed=msgspec.structs.replace(entry.feed, credential=credential))


def moment_of(version: Path) -> str:
    """When it was replaced, to the second; what makes two of a second differ stays in sight."""
    date, _, clock = version.stem.partition("T")
    whole, _, rest = clock.replace("-", ":").partition(".")
    return f"{date} {whole}.{rest.rstrip('Z')[:3]}{'+' * rest.count('+')}" if rest else f"{date} {whole}"
