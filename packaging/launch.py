"""Where a bundle starts. A program without a console (Windows) shows what it has to say in a box."""

import io
import sys

from watchfloor.cli import main


def boxed() -> int:
    """Run, and show what was written to standard error if the end is not a good one."""
    said = sys.stderr = sys.stdout = io.StringIO()
    try:
        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 2
    if said.getvalue() and sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, said.getvalue(), "Watchfloor", 0x10 if code else 0x40)
    return code


sys.exit(boxed() if sys.stderr is None else main())
