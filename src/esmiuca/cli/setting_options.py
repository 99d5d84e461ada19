"""Options of a command, made from the settings that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

import click

from esmiuca.cli.given_path import GivenPath
from esmiuca.settings.base import Settings, described, range_of

Command = Callable[..., None]
TYPES: Mapping[str, Any] = {"integer": int, "number": float, "string": str}


def setting_options(settings: type[Settings], without: Container[str] = ()) -> Callable[[Command], Command]:
    """An option for each field, in their order; None where it was not given. What is out of range the settings refuse."""

    def decorate(command: Command) -> Command:
        for name, entry in reversed(list(described(settings).items())):
            if name not in without:
                command = option(name, entry)(command)
        return command

    return decorate


def option(name: str, entry: Mapping[str, Any]) -> Callable[[Command], Command]:
    """One field's option, by its JSON Schema."""
    flag, usual = name.replace("_", "-"), entry.get("default")
    notes = []
    if entry["type"] == "boolean":
        declared = f"--{flag}" if usual is False else f"--{flag}/--no-{flag}"
        kind: dict[str, Any] = {"is_flag": True}
        if usual:
            notes = [f"default: {flag}"]
    else:
        declared, kind = f"--{flag}", {"type": type_of(entry)}
        if usual is not None:
            notes = [f"default: {usual}"]
        if entry["type"] in ("integer", "number"):
            notes.append(range_of(entry))
    if usual is None and "unset" in entry:
        notes.insert(0, f"default: {entry['unset']}")
    text = entry["description"] + (f"  [{'; '.join(notes)}]" if notes else "")
    return click.option(declared, default=None, help=text, **kind)


def type_of(entry: Mapping[str, Any]) -> Any:
    """click's type of a field that is not yes or no."""
    if "enum" in entry:
        return click.Choice(entry["enum"])
    return GivenPath() if entry.get("unit") == "file" else TYPES[entry["type"]]
