"""What the configurations of all kinds of runs have in common: rules for their fields, their command, their file."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esmiuca.errors import InputError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOST_HELD_OUT = 50_000  # of the 60,000


def require_at_least(config: DataclassInstance, **least: int) -> None:
    """Raises InputError where a field is below its least value."""
    for name, bound in least.items():
        if getattr(config, name) < bound:
            raise InputError(f"{name}={getattr(config, name)} is too small; give at least {bound}.")


def require_usual_ranges(learning_rate: float, ema_decay: float, validation_size: int) -> None:
    """Raises InputError where one of what every run has is out of range."""
    if not 0 < learning_rate <= 1:
        raise InputError(f"learning_rate={learning_rate} is out of range; give a value in (0, 1].")
    if not 0 <= ema_decay < 1:
        raise InputError(f"ema_decay={ema_decay} is out of range; give a value in [0, 1).")
    if validation_size > MOST_HELD_OUT:
        raise InputError(
            f"validation_size={validation_size} leaves too little to train on; at most {MOST_HELD_OUT}."
        )


def command(
    name: str, config: DataclassInstance, run: str | None, usual_run: str, without: Container[str] = ()
) -> list[str]:
    """The words of a command with the flags that ask for this configuration, in the folder `run`.

    Args:
        name: of the command.
        run: the run's folder; the usual one is not spelled out.
        without: fields that are no flags.
    """
    words = [name if run in (None, usual_run) else f"{name} --run {run}"]
    for entry in fields(config):
        value = getattr(config, entry.name)
        if entry.name in without or value == entry.default:
            continue
        flag = entry.name.replace("_", "-")
        words.append(f"--{'' if value else 'no-'}{flag}" if isinstance(value, bool) else f"--{flag} {value}")
    return words


def save(config: DataclassInstance, path: Path) -> None:
    """Beside the checkpoint."""
    path.write_text(json.dumps(asdict(config), indent=2) + "\n", encoding="utf-8")


def load(path: Path) -> dict[str, Any]:
    """The fields as they were saved. Raises OSError or ValueError where there are none."""
    return json.loads(path.read_text(encoding="utf-8"))
