"""What the settings of all kinds of runs have in common: explained fields with their ranges, a command, a file."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from esmiuca.errors import InputError

Unit = Literal["epochs", "images", "steps", "moments", "pixels", "degrees", "share", "file"]
Config = TypeVar("Config", bound="Settings")


def setting(explanation: str, unit: Unit | None = None, *, unset: str | None = None, **bounds: float) -> Any:
    """What stands beside a field's type.

    Args:
        explanation: one sentence, for the command's help and the server's description.
        unit: of its number.
        unset: what happens where nothing is given, for a field that is None by default.
        bounds: `ge`, `gt`, `le`, `lt`.
    """
    more: dict[str, Any] = {key: value for key, value in (("unit", unit), ("unset", unset)) if value}
    limits: dict[str, Any] = bounds
    return Field(description=explanation, json_schema_extra=more or None, **limits)


class Settings(BaseModel):
    """Settings that can't be changed; raises InputError where a value is out of range or of another kind."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    if not TYPE_CHECKING:  # who checks types knows the fields

        def __init__(self, /, **values: Any) -> None:
            try:
                super().__init__(**values)
            except ValidationError as error:
                raise InputError(complaint(type(self), error)) from error

    def replace(self, **changes: Any) -> Self:
        """A copy with other values, which are checked like the first ones."""
        return type(self)(**{**dict(self), **changes})

    def save(self, path: Path) -> None:
        """Beside the checkpoint."""
        path.write_text(json.dumps(self.model_dump(), indent=2) + "\n", encoding="utf-8")


def complaint(settings: type[BaseModel], error: ValidationError) -> str:
    """The first thing wrong, as one sentence with name, value, rule and remedy."""
    first = error.errors(include_url=False)[0]
    name, given = ".".join(str(part) for part in first["loc"]), first["input"]
    if first["type"] == "extra_forbidden":
        return f"{name} is no setting; give one of {', '.join(settings.model_fields)}."
    if first["type"] == "literal_error":
        return f"{name}={given!r} is unknown; give one of {', '.join(described(settings)[name]['enum'])}."
    if not isinstance(given, int | float) or name not in settings.model_fields:
        return f"{name}={given!r} can't be used ({first['msg']})."
    entry = described(settings)[name]
    low = entry.get("minimum")
    if low is not None and entry["type"] == "integer" and given < low:
        return f"{name}={given} is too small; give at least {low}."
    return f"{name}={given} is out of range; give {allowed(entry)}."


def allowed(entry: Mapping[str, Any]) -> str:
    """What a number may be, in words: "a share from 0 to 1", "a value in [0, 1)", "a whole number, 1 or more"."""
    found = range_of(entry)
    if found.startswith("in "):
        return f"a value {found}"
    kind = "a whole number" if entry["type"] == "integer" else f"a {entry.get('unit', '')}"
    kind = kind if kind in ("a whole number", "a share") else "a number"
    return f"{kind} {found}" if found.startswith("from ") else f"{kind}, {found}" if found else kind


def range_of(entry: Mapping[str, Any]) -> str:
    """ "from 0 to 1", "in [0, 1)", "1 or more", or nothing where every number will do."""
    low, high = entry.get("minimum"), entry.get("maximum")
    over, under = entry.get("exclusiveMinimum"), entry.get("exclusiveMaximum")
    if over is None and under is None:
        if low is None:
            return ""
        return f"{low:g} or more" if high is None else f"from {low:g} to {high:.10g}"
    left = f"({over:g}" if low is None else f"[{low:g}"
    return f"in {left}, " + (f"{under:g})" if high is None else f"{high:g}]")


@lru_cache(maxsize=16)  # a few classes, of some kB
def described(settings: type[BaseModel]) -> Mapping[str, Mapping[str, Any]]:
    """Each field's JSON Schema: type or enum, bounds, unit, explanation, default. Of an optional one what it is besides None."""
    properties = settings.model_json_schema()["properties"]
    return {name: entry | entry.get("anyOf", [{}])[0] for name, entry in properties.items()}


def command(
    name: str, config: Settings, run: str | None, usual_run: str, without: Container[str] = ()
) -> list[str]:
    """The words of a command with the flags that ask for these settings, in the folder `run`.

    Args:
        name: of the command.
        run: the run's folder; the usual one is not spelled out.
        without: fields that are no flags.
    """
    usual = {key: entry.default for key, entry in type(config).model_fields.items()}
    given = {
        key: value
        for key, value in config
        if key not in without and value is not None and value != usual[key]
    }
    return [*name.split(), *(() if run in (None, usual_run) else ("--run", run)), *flags(given)]


def flags(values: Mapping[str, object]) -> list[str]:
    """The words `--batch-size 64`, `--augment`, `--no-augment`: a flag for each value that is not None."""
    words = []
    for name, value in values.items():
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            words.append(f"--{'' if value else 'no-'}{flag}")
        elif value is not None:
            words += [f"--{flag}", str(value)]
    return words


def load(path: Path) -> dict[str, Any]:
    """The fields as they were saved. Raises OSError or ValueError where there are none."""
    text = path.read_text(encoding="utf-8")
    try:
        values = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(values, dict):
        raise ValueError(f"it holds {text.strip():.40}, no settings")
    return values
