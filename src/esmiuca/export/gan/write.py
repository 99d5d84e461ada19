"""A run of `esmiuca train-gan` → artifacts/gan/: both networks, the directions in the noise, the duel to look at again."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from esmiuca.analysis.directions import draw, find_directions
from esmiuca.analysis.realness import calibrate
from esmiuca.data import MNIST, Dataset, split_validation
from esmiuca.errors import CheckpointError, InputError
from esmiuca.evaluation.gan import realness
from esmiuca.export.gan.layers import DISCRIMINATOR, GENERATOR
from esmiuca.export.gan.made import Discriminating, Generating
from esmiuca.export.gan.real import write_real
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import Network
from esmiuca.export.package import description, write_package
from esmiuca.export.write import PREPROCESSING, described
from esmiuca.models.gan import CLASSES, NOISE
from esmiuca.settings.gan import GanConfig
from esmiuca.training.checkpoint import load_halves
from esmiuca.training.run_log import read_log

SHOWN = 64  # digits that one sees at each moment, always of the same noise
ACROSS = 8  # of them in a row of the picture
WEIGHTS_OF_EVERY = 3  # moments whose weights are shipped: the first, and from there every third
DECIMALS = 3  # of the noise, rounded before it is used
CALIBRATED = 3000  # generated digits on which the discriminator is calibrated, of each moment
SEED = 11
SNAPSHOT = re.compile(r"\d+\.safetensors")  # by its step; what else lies there is not ours


def export_gan(run: Path, folder: Path, train: Dataset, version: str) -> dict[str, dict[str, Any]]:
    """Write everything that is shipped of a finished run into `folder`; returns both manifests by their names.

    Raises InputError where the run is not finished.
    """
    config, snapshots = finished(run)
    _, held_out = split_validation(train, config.validation_size, config.seed)
    weights = read_snapshot(snapshots[-1])
    training = {"command": config.command(f"runs/{run.resolve().name}"), "config": config.model_dump()}
    duel = write_duel(run, folder / "duel", config, snapshots, held_out)
    write_real(folder, held_out[CALIBRATED:])
    return {
        "generator": write_network(
            folder,
            GENERATOR,
            weights["generator"],
            version,
            training,
            {
                "noise": {"size": NOISE, "distribution": "independent, normal, mean 0, standard deviation 1"},
                "labels": list(MNIST.labels),
                "directions": find_directions(Generating(weights["generator"]).levels, NOISE, CLASSES, SEED),
            },
            f"{NOISE} numbers of noise, then a one for the digit wanted among nine zeros",
        ),
        "discriminator": write_network(
            folder,
            DISCRIMINATOR,
            weights["discriminator"],
            version,
            training,
            {
                "preprocessing": PREPROCESSING,
                "labels": list(MNIST.labels),
                "temperature": 1.0,
                "refusal": {"score": "max_probability", "threshold": 0.0},
                "realness": duel["moments"][-1]["realness"],
            },
            "ink from 0 (background) to 1, preprocessed",
        ),
    }


def finished(run: Path) -> tuple[GanConfig, list[Path]]:
    """A run's configuration and its snapshots in order; raises InputError where the last one is missing."""
    config = GanConfig.load(run / "config.json")
    snapshots = sorted(
        path for path in (run / "snapshots").glob("*.safetensors") if SNAPSHOT.fullmatch(path.name)
    )
    if not snapshots or int(snapshots[-1].stem) != config.steps:
        raise InputError(
            f"{run} is not finished: no snapshot after step {config.steps}; go on with "
            f"`esmiuca train-gan --run {shlex.quote(str(run))} --resume`."
        )
    return config, snapshots


def last_snapshot(run: Path) -> tuple[int, dict[str, dict[str, np.ndarray]]]:
    """(seed, both networks' weights) of a finished run."""
    config, snapshots = finished(run)
    return config.seed, read_snapshot(snapshots[-1])


def write_network(
    folder: Path,
    network: Network,
    weights: Mapping[str, np.ndarray],
    version: str,
    training: Mapping[str, Any],
    more: Mapping[str, Any],
    meaning: str,
) -> dict[str, Any]:
    """One of the two: a graph to run anywhere, the page's graph and weights, the manifest."""
    inside = build_graph(weights, network, weights_inside=True, halves=True).SerializeToString()
    graph = build_graph(weights, network, weights_inside=False).SerializeToString()
    files = {"network": ("network.onnx", inside), "graph": ("graph.onnx", graph)}
    model = {"name": network.name, "version": version, "title": network.title}
    rest = described(network, meaning) | dict(more) | {"training": dict(training)}
    return write_package(folder / network.name, model, files, weights, rest)


def read_snapshot(path: Path) -> dict[str, dict[str, np.ndarray]]:
    """{"generator": weights, "discriminator": weights} of a moment, as float32."""
    found: dict[str, dict[str, np.ndarray]] = {"generator": {}, "discriminator": {}}
    for name, values in load_halves(path).items():
        network, _, weight = name.partition(".")
        if network not in found:
            raise CheckpointError(f"{path} holds {name!r:.40}, which no duel has; train again.")
        found[network][weight] = values.float().numpy()
    return found


def calibrated(generator: Generating, discriminator: Discriminating, held_out: Dataset) -> dict[str, Any]:
    """The calibration on held-out real digits and as many generated ones of the same labels, and what it comes to."""
    real = held_out[:CALIBRATED]
    noise = np.random.default_rng(SEED).standard_normal((len(real), NOISE))
    fake = generator.levels(noise, real.labels)
    scores = {"real": discriminator.scores(real.images), "generated": discriminator.scores(fake)}
    calibration = calibrate(scores["real"], real.labels, scores["generated"], real.labels)
    means = {
        kind: round(float(realness(found, real.labels, calibration).mean()), 4)
        for kind, found in scores.items()
    }
    return calibration | {"means": means}


def write_duel(
    run: Path, folder: Path, config: GanConfig, snapshots: list[Path], held_out: Dataset
) -> dict[str, Any]:
    """duel.json, duel.webp (at each moment, one above the other, 8×8 digits of the same noise), moments' files."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    chance = np.random.default_rng(SEED)
    noise, labels = draw(chance, SHOWN, NOISE, CLASSES)
    noise = noise.round(DECIMALS)
    rows, moments = [], []
    for index, snapshot in enumerate(snapshots):
        weights = read_snapshot(snapshot)
        generator, discriminator = Generating(weights["generator"]), Discriminating(weights["discriminator"])
        pictures = generator.levels(noise, labels)
        rows.append(sheet(pictures))
        entry: dict[str, Any] = {
            "step": int(snapshot.stem),
            "realness": calibrated(generator, discriminator, held_out),
        }
        if index % WEIGHTS_OF_EVERY == 0:
            entry["weights"] = copied(snapshot, folder)
        if (record := snapshot.with_suffix(".json")).is_file():
            entry["record"] = copied(record, folder)
        moments.append(entry)
    content = io.BytesIO()
    Image.fromarray(np.concatenate(rows)).save(content, "webp", lossless=True, quality=100, method=6)
    (folder / "duel.webp").write_bytes(content.getvalue())
    log = curves(run / "metrics.jsonl")
    duel = {
        "steps": config.steps,
        "batch_size": config.batch_size,
        "labels": labels.tolist(),
        "noise": noise.tolist(),
        "pictures": description("duel.webp", content.getvalue()) | {"across": ACROSS, "shown": SHOWN},
        "moments": moments,
        "log": log,
    }
    (folder / "duel.json").write_text(json.dumps(duel) + "\n", encoding="utf-8")
    return duel


def curves(path: Path) -> dict[str, list[float]]:
    """What a run's log says of each measure, line by line. Raises CheckpointError where a line lacks one."""
    lines = [line for _, _, line in read_log(path)]
    try:
        return {key: [significant(line[key]) for line in lines] for key in (lines[0] if lines else {})}
    except KeyError as error:
        raise CheckpointError(
            f"{path} has a line without {error}; delete that line, or train again."
        ) from error


def copied(path: Path, folder: Path) -> dict[str, Any]:
    """A file of the run beside the duel's, and how duel.json names it."""
    content = path.read_bytes()
    (folder / path.name).write_bytes(content)
    return description(path.name, content)


def sheet(pictures: UInt8[np.ndarray, "N 28 28"]) -> UInt8[np.ndarray, "H W"]:
    """Pictures side by side, ACROSS in a row."""
    side = pictures.shape[-1]
    return pictures.reshape(-1, ACROSS, side, side).transpose(0, 2, 1, 3).reshape(-1, ACROSS * side)


def significant(value: float) -> float:
    """Four digits: a curve needs no more."""
    return float(f"{value:.4g}") if isinstance(value, float) else value
