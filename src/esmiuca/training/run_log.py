"""A run's log: one JSON object a line, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from esmiuca.errors import CheckpointError
from esmiuca.training.checkpoint import refusals, whole


def add_line(path: Path, line: dict[str, Any]) -> None:
    """Writes a line at the end. Raises CheckpointError where the disk refuses."""
    with refusals(path), path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def read_log(path: Path) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(its number, the line, what it says) for each line of a log; none where there is no log.

    Half a line at the end, of a process that was killed, is left out. Raises CheckpointError at a line that can't be read.
    """
    content = path.read_bytes() if path.exists() else b""
    for number, written in enumerate(content.split(b"\n")[:-1], 1):
        try:
            line = written.decode().strip()
            told = json.loads(line or "{}")
            if not isinstance(told, dict):
                raise ValueError(f"it is no object but {line:.40}")
        except (ValueError, RecursionError) as error:
            raise CheckpointError(
                f"{path}, line {number}, can't be read ({error}); delete that line, or start a new run."
            ) from error
        if line:
            yield number, line, told


def forget_after(path: Path, key: str, last: int) -> None:
    """Drops lines whose `key`, which only ever grows, is beyond `last`, and creates the file if there is none.

    A process killed between log and save would write a line twice; one killed while writing leaves half a line.
    Raises CheckpointError at a line that can't be read, or is not where it belongs.
    """
    kept, before = [], 0
    for number, line, told in read_log(path):
        value = told.get(key)
        if type(value) is not int or value <= before:
            raise CheckpointError(
                f"{path}, line {number}: {key}={value!r:.40} can't follow {before}; delete that line, or start a new run."
            )
        before = value
        if value <= last:
            kept.append(line)
    with whole(path) as partial:
        partial.write_text("".join(line + "\n" for line in kept), encoding="utf-8")
