"""A file lock that a process holds while it lives, however it ends: how a server sees that a run is being trained.

The process inherits the lock with the open file, so it is held before the process runs. No process id is stored, which
might belong to another process by now.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    # Without locks a server knows only its own process: wait for the run to end before starting another server.
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
