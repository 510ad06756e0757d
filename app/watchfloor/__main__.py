"""`python -m watchfloor` is `watchfloor`."""

import sys

from watchfloor.cli import main

sys.exit(main())
