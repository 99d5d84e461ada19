"""evaluation.json: what `esmiuca evaluate --save` measured, and proof of which network it was measured on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from esmiuca.errors import InputError

RECORD_NAME = "evaluation.json"
ABLATION_NAME = "ablation.json"  # what each part of the recipe gains, from benchmarks/ablation.py
DIGITS = 6  # after the point: more than any yardstick tells apart, fewer than differ between two processors
REFUSAL = ("score", "threshold", "weights", "bias")  # what decides who is refused
REMEDY = "measure again with `make evaluation`"


def network_entry(manifest: dict[str, Any]) -> dict[str, Any]:
    """Whatever of a manifest decides what is measured: weights, preprocessing, temperature, refusal."""
    return {
        **manifest["model"],
        "sha256": {kind: manifest["files"][kind]["sha256"] for kind in ("network", "weights")},
        "preprocessing": manifest["preprocessing"],
        "temperature": manifest["temperature"],
        "refusal": {key: manifest["refusal"][key] for key in REFUSAL if key in manifest["refusal"]},
    }


def read_record(path: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """What was measured on the manifest's network; raises InputError where the file is missing or of another network."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        measured, shipped = dict(record["network"]), network_entry(manifest)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path} is not a record of measurements ({error!r}); {REMEDY}.") from error
    differ = [key for key in shipped if measured.get(key) != shipped[key]]
    if differ:
        raise InputError(
            f"{path} was measured on another network than the manifest's (version {measured.get('version')!r}, "
            f"other {', '.join(differ)}); {REMEDY}."
        )
    return record


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Written whole or not at all, so that an interrupted run leaves a record that can be read."""
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(rounded(record), indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def rounded(value: Any) -> Any:
    """The same with every fraction to DIGITS digits."""
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [rounded(entry) for entry in value]
    return round(value, DIGITS) if isinstance(value, float) else value
