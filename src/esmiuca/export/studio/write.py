"""Recorded runs → artifacts/lab/studio/: studio.json, each run's lines and weights, and the start they share."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save
from torch import Tensor

from esmiuca.data import Dataset, split_validation
from esmiuca.errors import InputError
from esmiuca.export.package import description
from esmiuca.export.studio.fidelity import FAITHFUL, FAITHFUL_TO_CHANCE, Compared, Limits, compare, summary
from esmiuca.export.studio.moving import LARGE, Weights
from esmiuca.export.studio.pack import COMPARED, OTHERS, Reader, pack
from esmiuca.models import CNN
from esmiuca.settings.studio import RunSettings
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.checkpoint import load_halves
from esmiuca.training.judge import accuracy
from esmiuca.training.live import ACROSS, LIVE_NAME, LOOKED_AT, MOMENTS, SHEET_NAME
from esmiuca.training.material import as_they_are, inputs, make_validation, with_noise
from esmiuca.training.recording import moments_of, read_lines

STUDIO_NAME = "studio.json"
START_NAME = "start.safetensors"
MEASURED = 2000  # pictures of each kind on which a run's last weights are measured; all of the test images
CHECKED = 2000  # held-out pictures that packing never saw, to measure how faithful it is
DIGITS = 5  # of a number in a line: a curve needs no more

Sets = Mapping[str, tuple[Tensor, Tensor]]


def write_studio(
    runs: Path,
    folder: Path,
    presets: Mapping[str, TrainingConfig],
    train: Dataset,
    test: Dataset,
    report: Callable[[str, int, int], None] = lambda key, done, total: None,
    compared: int = COMPARED,
) -> dict[str, Any]:
    """Writes everything anew from finished runs, `runs/<key>` each; returns what studio.json says.

    Args:
        report: called with a preset's key, how many readings of its moments are done, and of how many.
        compared: held-out pictures by which packing chooses how exact it is; of the others, some are measured on.

    Raises InputError where the runs don't begin with the same weights, or can't be packed faithfully.
    """
    key, first = next(iter(presets.items()))
    held_out = split_validation(train, min(first.validation_size, len(train) // 2), first.seed)[1]
    start = {name: values for name, values in halves_at(runs / key, 0).items() if values.size >= LARGE}
    for key in presets:
        require_start(runs / key, start)
    pictures = inputs(as_they_are(held_out[: compared + OTHERS], first))
    unseen = inputs(as_they_are(held_out[compared + OTHERS :][:CHECKED], first))
    # The same for all runs, varied as in usual training.
    validation = make_validation(held_out[:MEASURED], first.replace(augment=True)).sets
    sets = {
        "held_out": validation["clean"],
        "varied": validation["varied"],
        "drawn": validation["drawn"],
        "test": inputs(as_they_are(test, first)),
    }
    files: dict[str, bytes] = {}
    entries = []
    for key, config in presets.items():
        kept, _ = split_validation(train, min(config.validation_size, len(train) // 2), config.seed)
        learnt = with_noise(kept[: config.limit], config)[:MEASURED]
        entries.append(
            {
                "key": key,
                "settings": RunSettings.of(config).model_dump(),
                "command": config.command(f"runs/{key}"),
            }
            | write_run(
                runs / key,
                files,
                start,
                pictures,
                unseen,
                {"training": inputs(as_they_are(learnt, config)), **sets},
                lambda done, total, key=key: report(key, done, total),
                limits_of(config),
            )
        )
    sheet = (runs / next(iter(presets)) / SHEET_NAME).read_bytes()
    record = {
        "start": added(files, START_NAME, save(start)),
        "held_out": added(files, SHEET_NAME, sheet)
        | {"across": ACROSS, "shown": min(LOOKED_AT, len(held_out))},
        "presets": entries,
    }
    added(files, STUDIO_NAME, (json.dumps(record, indent=1) + "\n").encode())
    # Only now that everything is made: a failure leaves what was there.
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return record


def require_start(run: Path, start: Weights) -> None:
    """Raises InputError where a run begins with other weights, before anything is packed."""
    moment = halves_at(run, 0)
    for name, values in start.items():
        if not np.array_equal(moment[name], values):
            raise InputError(
                f"{run} begins with another {name} than the first run; give all presets the same seed."
            )


def write_run(
    run: Path,
    files: dict[str, bytes],
    start: Weights,
    pictures: tuple[Tensor, Tensor],
    unseen: tuple[Tensor, Tensor],
    sets: Sets,
    report: Callable[[int, int], None],
    limits: Limits,
) -> dict[str, Any]:
    """Adds a run's two files; returns what studio.json says of what came of it.

    Args:
        pictures: to pack by.
        unseen: other pictures, to say how faithful that is.
    """
    lines = read_lines(run)
    total_steps = next((line["total_steps"] for line in lines if line["kind"] == "start"), None)
    if total_steps is None:
        raise InputError(f"{run / LIVE_NAME} says nothing of its start; delete {run} to record it anew.")
    steps = moments_of(total_steps)
    moments = [halves_at(run, step) for step in steps]
    total = 3 * len(steps)
    moving = pack(moments, start, *pictures, lambda done: report(done, total), limits)
    read, compared = Reader(), []
    for moment, weights in enumerate(moments):
        compared.append(compare_on(unseen, weights, moving.at(moment, start), read))
        report(2 * len(steps) + moment + 1, total)
    network = CNN()
    network.load_state_dict(
        {name: torch.from_numpy(values.astype(np.float32)) for name, values in moments[-1].items()}
    )
    figures = {name: round(accuracy(network, *measured), 5) for name, measured in sets.items()}
    tested = {"kind": "test", "images": len(sets["test"][1]), "accuracy": figures["test"]}
    lines.insert(-1, tested)  # before the end
    content = ",\n".join(json.dumps(shorter(line), separators=(",", ":")) for line in lines)
    last = moving.at(len(steps) - 1, start)
    difference = max(float(np.abs(last[name] - values).max()) for name, values in moments[-1].items())
    return {
        "figures": figures,
        "moments": steps,
        "fidelity": summary(compared, len(unseen[1]), difference),
        "rounded": list(start),
        "lines": added(files, f"{run.name}.json", f"[\n{content}\n]\n".encode()),
        "weights": added(files, f"{run.name}.moments", moving.packed()),
    }


def limits_of(config: TrainingConfig) -> Limits:
    """To how much a run's moments have to read as they did."""
    return FAITHFUL_TO_CHANCE if config.label_noise == 1 else FAITHFUL


def compare_on(pictures: tuple[Tensor, Tensor], real: Weights, made: Weights, read: Reader) -> Compared:
    """What both networks read."""
    x, labels = pictures
    of_real, of_made = (read.answers(weights, read.maps(weights, x)) for weights in (real, made))
    return compare(of_real, of_made, labels.numpy())


def halves_at(run: Path, step: int) -> dict[str, np.ndarray]:
    """The weights of a moment in half precision, as they were recorded."""
    found = load_halves(run / MOMENTS / f"{step:07}.safetensors")
    return {name: values.numpy() for name, values in found.items()}


def shorter(value: Any) -> Any:
    """The same with as many digits as a curve needs."""
    if isinstance(value, dict):
        return {key: shorter(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [shorter(entry) for entry in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def added(files: dict[str, bytes], name: str, content: bytes) -> dict[str, Any]:
    """Puts a file to the others, and says how studio.json names it."""
    files[name] = content
    return description(name, content)
