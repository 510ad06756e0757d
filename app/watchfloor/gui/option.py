"""How the window is shown, as the command line or another window asked for it."""

from pathlib import Path

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """On the demo, on a `workspace`, or on the `journal` that is to be looked at.

    `link` is a link that offers a feed, `told` what is to be known as it opens.
    With `screenshot` it saves a picture after `after_s` and ends.
    """

    workspace: Path | None = None
    journal: Path | None = None
    link: str = ""
    told: str = ""
    screenshot: Path | None = None
    after_s: float = 8.0
    size: tuple[int, int] | None = None
    theme: str = ""
    seed: int = 1

    @property
    def keeps(self) -> bool:
        """A picture is the same for everybody, and leaves nothing."""
        return self.screenshot is None

    @property
    def is_demo(self) -> bool:
        return self.workspace is None and self.journal is None
