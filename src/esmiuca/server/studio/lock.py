"""A file that a process holds as long as it lives, however it ends: how a server sees that a run is being trained.

The process inherits the lock with the open file, so it is there before the process runs, and no number of a process that
may be another one's by now is written down.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    # Without such locks, a server knows its own process only: wait for the run to end before starting another server.
    def hold(file: IO[bytes]) -> None: ...

    def is_held(path: Path) -> bool:
        return False

else:
    import fcntl

    def hold(file: IO[bytes]) -> None:
        """Takes the file, for this process and those that inherit it. Raises BlockingIOError where another has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_held(path: Path) -> bool:
        """Whether a living process has taken the file."""
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # there is none, or no more
            return False
        return False
