"""What is handed to an open window: links that offer a feed, workspaces, recordings."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from watchfloor.core.error import KnownError
from watchfloor.core.offer import is_offer
from watchfloor.gui.errand import Do
from watchfloor.gui.feed.feed_desk import FeedDesk
from watchfloor.gui.log.save_desk import SaveDesk
from watchfloor.gui.replay.recording_menu import RecordingMenu
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.work.workspace_desk import WorkspaceDesk

MOST = 5  # of a kind, at once


class Arrival:
    """`links` wait until there is a `desk`, where feeds can be added. `switch` opens another workspace in the
    place of the one that `workspaces` has open."""

    def __init__(
        self,
        surround: Surround,
        recordings: RecordingMenu,
        do: Do,
        *,
        workspaces: WorkspaceDesk,
        switch: Callable[[Path], None],
    ) -> None:
        self.links: list[str] = []
        self.desk: FeedDesk | None = None
        self._surround = surround
        self._recordings = recordings
        self._do = do
        self._workspaces = workspaces
        self._switch = switch

    def take(self, words: object) -> None:
        """A later start has handed over: its workspace is opened here, the feed of its link is offered, and a
        recording gets a window of its own."""
        self._surround.bring_to_front()
        given: list[str] = words if isinstance(words, list) else []
        self.links += [word for word in given if is_offer(word)][:MOST]
        self.offer()
        files = [Path(word) for word in given if not is_offer(word)]
        for path in [path for path in files if path.suffix.lower() == ".watchfloor"][:MOST]:
            self._do(self._recordings.open(path))
        paths = [path for path in files if path.suffix.lower() == ".toml"]
        if paths and paths[0] != self._workspaces.path:
            self._open_instead(paths[0])

    def offer(self) -> None:
        """Once feeds can be added here; one window asks at a time."""
        if self.desk is None:
            del self.links[:-MOST]
            return
        links, self.links = self.links, []
        for link in links:
            self.desk.offer(link)

    def _open_instead(self, path: Path) -> None:
        """What cannot be read is told, and this one goes on: a typing error must not end the watch."""
        try:
            WorkspaceDesk(None, path).load()
        except KnownError as error:
            self._surround.notice.tell(str(error))
            return
        if self._is_busy():
            words = self._surround.tr("{name} is to be opened here. Finish what you are doing first.")
            self._surround.notice.tell(
                words.format(name=path.name),
                self._surround.tr("Open it"),
                lambda: self._open_instead(path),
            )
        else:
            self._switch(path)

    def _is_busy(self) -> bool:
        """With this window would go what somebody is filling in, or a file that is being saved."""
        saving = any(desk.saving for desk in self._surround.window.findChildren(SaveDesk))
        return saving or QApplication.activeModalWidget() is not None
