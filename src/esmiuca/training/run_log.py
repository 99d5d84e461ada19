"""A run's log: one JSON object a line, only ever added to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from esmiuca.training.checkpoint import refusals, whole


def add_line(path: Path, line: dict[str, Any]) -> None:
    """Writes a line at the end. Raises CheckpointError where the disk refuses."""
    with refusals(path), path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def forget_after(path: Path, key: str, last: int) -> None:
    """Drops lines whose `key` is beyond `last`, and creates the file if there is none.

    A process killed between log and save would write a line twice; one killed while writing leaves half a line.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = text.rpartition("\n")[0].splitlines()
    kept = [line for line in lines if json.loads(line)[key] <= last]
    with whole(path) as partial:
        partial.write_text("".join(line + "\n" for line in kept), encoding="utf-8")
