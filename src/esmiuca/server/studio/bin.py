"""Deleted runs, which a person can bring back for a day: folders in the runs' folder, named `run-003@1764437000`.

Who needs the room gets it sooner: before a run that would not fit, what was deleted first goes first.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from esmiuca.errors import RunError, RunNotFoundError

BIN_NAME = ".bin"  # no run's name begins with a point
KEPT_SECONDS = 24 * 60 * 60
MOST_KEPT = 24  # as many as there may be runs
ENTRY = re.compile(r"([A-Za-z0-9._-]+)@(\d{1,12})")


@dataclass(frozen=True)
class Entry:
    """A deleted run."""

    path: Path
    name: str
    deleted_at: int  # seconds since 1970

    @property
    def until(self) -> int:
        """When it may be gone for good."""
        return self.deleted_at + KEPT_SECONDS


class Bin:
    """What was deleted from the folder of runs."""

    def __init__(self, runs: Path) -> None:
        self.runs = runs
        self.folder = runs / BIN_NAME

    def entries(self) -> list[Entry]:
        """What can be brought back, deleted last first, each name once."""
        found: dict[str, Entry] = {}
        for entry in self._all():
            if entry.until > time.time():
                found.setdefault(entry.name, entry)
        return list(found.values())

    def _all(self) -> list[Entry]:
        try:
            paths = [] if self.folder.is_symlink() else list(self.folder.iterdir())
        except OSError:  # nothing was deleted yet
            return []
        found = [
            Entry(path, named[1], int(named[2]))
            for path in paths
            if (named := ENTRY.fullmatch(path.name)) and path.is_dir() and not path.is_symlink()
        ]
        return sorted(found, key=lambda entry: entry.deleted_at, reverse=True)

    def put(self, folder: Path) -> None:
        """Moves a run's folder here. Raises OSError where that can't be, RunError where the bin is a link."""
        self.folder.mkdir(exist_ok=True)
        if self.folder.is_symlink():
            raise RunError(
                f"{self.folder} is a link; remove it, so that what is deleted stays among the runs."
            )
        now = int(time.time())
        while (there := self.folder / f"{folder.name}@{now}").exists():
            now += 1
        folder.rename(there)
        self.empty()

    def give_back(self, name: str) -> None:
        """Moves a run back. Raises RunNotFoundError where it is not here, RunError where there is one of its name."""
        entry = next((entry for entry in self.entries() if entry.name == name), None)
        if entry is None:
            raise RunNotFoundError(
                f"run {name!r:.40} was not deleted, or more than a day ago; train another."
            )
        if (self.runs / name).exists():
            raise RunError(f"there is a run {name!r} again; delete that one first.")
        entry.path.rename(self.runs / name)

    def empty(self, is_needed: Callable[[], bool] = lambda: False) -> None:
        """Removes for good what was deleted a day ago or before MOST_KEPT others, and more while the room is needed."""
        for index, entry in reversed(list(enumerate(self._all()))):
            if index >= MOST_KEPT or entry.until <= time.time() or is_needed():
                shutil.rmtree(entry.path, ignore_errors=True)
