"""Who works in a folder: a lock file that a process holds while it lives, however it ends.

The lock is flock's, so it belongs to the open file: a child that inherits the file holds it before it has run a line, and the
system lets go of it with its last holder, killed ones too. What stands in the file is for people: who that is, since when.
Looking never takes it from anybody, and who only reads needs none.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from esmiuca.errors import BusyError

LOCK_NAME = "run.lock"  # in a run's folder
INHERITED = "ESMIUCA_LOCK"  # in a child's environment: the descriptor that it holds already
PATIENCE = 0.5  # seconds: whoever looks holds it for a moment
AGAIN = 0.02
MOST = 1000  # bytes that are read of it
WITHOUT_LOCKS = (
    errno.ENOLCK,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
)  # of file systems that have none

if sys.platform == "win32":
    # Without such locks a server knows only its own process: wait for a run to end before starting another server.
    def _lock(descriptor: int, *, shared: bool = False) -> None: ...

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool = False) -> None:
        """Raises BlockingIOError where another process has it."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in WITHOUT_LOCKS:
                raise


@dataclass(frozen=True)
class Lock:
    """A lock file that this process holds; in a `with`, until its end."""

    path: Path
    descriptor: int

    def release(self) -> None:
        """Takes the file away, and lets go of it."""
        if _is_file(self.descriptor, self.path):
            with suppress(OSError):
                self.path.unlink()
        self.hand_over()

    def hand_over(self) -> None:
        """Leaves it to the children that have inherited it."""
        os.close(self.descriptor)

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def take(path: Path, what: str, remedy: str, patience: float = PATIENCE) -> Lock:
    """Takes a lock file for this process, or goes on holding it where it was inherited.

    Args:
        what: this process is, for whoever finds the lock held.
        remedy: the end of the sentence that says who holds it.

    Raises BusyError where another process holds it, OSError where it can't be made.
    """
    lock = _inherited(path) or _taken(path, remedy, time.monotonic() + patience)
    told = {"pid": os.getpid(), "host": socket.gethostname(), "what": what}
    told["since"] = datetime.now().isoformat(" ", "seconds")
    with suppress(OSError):  # a full disk: then nobody is told who holds it
        os.ftruncate(lock.descriptor, 0)
        os.lseek(lock.descriptor, 0, os.SEEK_SET)
        os.write(lock.descriptor, (json.dumps(told) + "\n").encode())
    return lock


def _taken(path: Path, remedy: str, until: float) -> Lock:
    # Not through a link, which may lead to a file that would be emptied.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        lock = Lock(path, os.open(path, flags, 0o644))
        try:
            _lock(lock.descriptor)
        except OSError as error:
            lock.hand_over()
            if not isinstance(error, BlockingIOError):
                raise
            if time.monotonic() >= until:
                raise BusyError(f"{path.parent} is in use by {holder(path)}; {remedy}.") from error
            time.sleep(AGAIN)
            continue
        if _is_file(lock.descriptor, path):
            return lock
        lock.hand_over()  # its holder has ended, and taken it away before we had it


def _inherited(path: Path) -> Lock | None:
    given = os.environ.pop(INHERITED, "")
    if not (given.isascii() and given.isdecimal() and _is_file(int(given[:9]), path)):
        return None
    lock = Lock(path, int(given))
    os.set_inheritable(lock.descriptor, False)
    _lock(lock.descriptor)
    return lock


def _is_file(descriptor: int, path: Path) -> bool:
    """Whether the open file is the one at that path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False


def is_held(path: Path) -> bool:
    """Whether a living process holds a lock file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:  # there is none, or no more
        return False
    try:
        _lock(descriptor, shared=True)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def holder(path: Path) -> str:
    """Who holds a lock file, as far as it says: "process 4711 (esmiuca train, since 2026-11-29 17:20:03)"."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(MOST))
        known = f"{told['what']:.60}, since {told['since']:.20}"
        elsewhere = "" if told["host"] == socket.gethostname() else f" on {told['host']:.60}"
        return f"process {told['pid']:d}{elsewhere} ({known})"
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "another process"
