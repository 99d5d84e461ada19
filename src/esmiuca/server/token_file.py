"""The server's token in a file that only its account can read, for programs of that account."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def written(token: str, port: int) -> Iterator[Path | None]:
    """PORT.token in the account's own folder while the server runs; None where there is no such folder."""
    folder = private_folder()
    path = folder / f"{port}.token" if folder else None
    if path is not None:
        try:
            path.unlink(missing_ok=True)  # of a server that was killed
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{token}\n")
        except OSError:  # a full or read-only disk: it is printed as well
            path = None
    try:
        yield path
    finally:
        if path is not None:
            with suppress(OSError):
                path.unlink()


def private_folder() -> Path | None:
    """A folder that ends with the session and that no other account may look into; None where there is none.

    $XDG_RUNTIME_DIR/esmiuca, else esmiuca-UID among the temporary files, where another account may have made it before.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        folder = Path(runtime) / "esmiuca"
    elif hasattr(os, "getuid"):
        folder = Path(tempfile.gettempdir()) / f"esmiuca-{os.getuid()}"
    else:  # Windows: every account has temporary files of its own
        folder = Path(tempfile.gettempdir()) / "esmiuca"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(status.st_mode):
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        return None
    return folder
