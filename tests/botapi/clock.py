"""The server's clock: real by default, stoppable and movable."""

import time
from collections.abc import Callable


class Clock:
    """Seconds since 1970, from any source, moved by hand."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self.source = source
        self.shift = 0.0

    @classmethod
    def standing(cls, at: float = 1_790_000_000.0) -> "Clock":
        """A clock that moves by hand only."""
        return cls(lambda: at)

    def now(self) -> float:
        """The time on the server."""
        return self.source() + self.shift

    def advance(self, seconds: float) -> None:
        """Move the hands."""
        self.shift += seconds
