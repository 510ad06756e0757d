"""What takes a while is done beside the window; whoever asks for it is given the means."""

from collections.abc import Callable, Coroutine
from typing import Any

Do = Callable[[Coroutine[Any, Any, None]], None]
