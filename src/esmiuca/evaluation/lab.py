"""What the laboratories' networks are measured by: accuracy, as pictures are and varied; each level of a hierarchy; costs.

artifacts/lab/evaluation.json holds it, with proof of which weights it was measured on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Integer, UInt8

from esmiuca.errors import InputError
from esmiuca.evaluation.calibration import expected_calibration_error, softmax
from esmiuca.evaluation.confusion import confusion_matrix
from esmiuca.evaluation.record import RECORD_NAME
from esmiuca.evaluation.variations import CURVES, NOISE, varied

NAMES = (
    "cnn-mnist",
    "mlp-mnist",
    "small-mlp-mnist",
    "cnn-mnist-permuted",
    "mlp-mnist-permuted",
    "cnn-fashion",
    "mlp-fashion",
    "small-mlp-fashion",
    "vgg-fashion",
)
STROKES = "thickened"  # needs strokes; a garment has none
REMEDY = "measure again with `make lab-evaluation`"

Images = UInt8[np.ndarray, "N 28 28"]
Labels = Integer[np.ndarray, " N"]
Logits = Callable[[Images], Float[np.ndarray, "N K"]]
Record = dict[str, Any]


def measure_lab(
    networks: Mapping[str, tuple[Record, Logits]],
    images: Images,
    labels: Labels,
    advance: Callable[[int], None] = lambda count: None,
) -> Record:
    """Everything about networks that are measured on the same pictures: {name: measures}.

    Args:
        networks: of each its manifest, and what gives its scores for grey levels as the data set stores them.
        images: the test images.
        labels: what they are.
        advance: told how many pictures were read.
    """
    records: Record = {}
    for name, (manifest, logits) in networks.items():
        records[name] = measure_network(manifest, logits(images), labels)
        advance(len(images))
    for curve in curves_of(next(iter(networks.values()))[0]):
        _, unit, values = (CURVES | NOISE)[curve]
        points: dict[str, list[list[float]]] = {name: [] for name in networks}
        for value in values:
            changed = varied(images, curve, value)
            for name, (_, logits) in networks.items():
                points[name].append([value, float((logits(changed).argmax(1) == labels).mean())])
                advance(len(images))
        for name in networks:
            records[name]["curves"][curve] = {"unit": unit, "accuracy": points[name]}
    return records


def curves_of(manifest: Record) -> list[str]:
    """The curves that make sense for a network's pictures."""
    return [name for name in CURVES | NOISE if name != STROKES or manifest["dataset"]["key"] == "mnist"]


def measure_network(manifest: Record, logits: Float[np.ndarray, "N K"], labels: Labels) -> Record:
    """Costs, accuracy and calibration of one network, from its scores for the test images."""
    probabilities = softmax(logits, manifest["temperature"])
    predicted = logits.argmax(1)
    layers = layer_costs(manifest)
    record = {
        "sha256": {"weights": manifest["files"]["weights"]["sha256"]},
        "parameters": sum(layer["parameters"] for layer in layers),
        "multiplications": sum(layer["multiplications"] for layer in layers),
        "layers": layers,
        "test": {
            "images": len(labels),
            "accuracy": float((predicted == labels).mean()),
            "mistakes": int((predicted != labels).sum()),
            "mean_confidence": float(probabilities.max(1).mean()),
            "expected_calibration_error": expected_calibration_error(probabilities, labels),
        },
        "confusion": confusion_matrix(labels, predicted).tolist(),
        "curves": {},
    }
    if "hierarchy" in manifest:
        record["hierarchy"] = hierarchy_accuracy(probabilities, labels, manifest["hierarchy"])
    return record


def layer_costs(manifest: Record) -> list[Record]:
    """Of each layer with weights: how many numbers it holds, how often each weight is used, the products that makes."""
    shapes = {weight["name"]: weight["shape"] for weight in manifest["weights"]}
    costs = []
    for layer in manifest["layers"]:
        if "weight" not in layer:
            continue
        weights = prod(shapes[layer["weight"]])
        uses = prod(
            layer["shape"][1:]
        )  # the positions of a kernel; of a dense layer's result there is no further axis
        costs.append(
            {
                "name": layer["name"],
                "parameters": weights + prod(shapes[layer["bias"]]),
                "multiplications": weights * uses,
                "uses": uses,
            }
        )
    return costs


def level_shares(
    probabilities: Float[np.ndarray, "N K"], groups: Sequence[Record]
) -> Float[np.ndarray, "N G"]:
    """The percentage of each group: the sum of its labels'."""
    return np.stack([probabilities[:, group["labels"]].sum(1) for group in groups], axis=1)


def hierarchy_accuracy(
    probabilities: Float[np.ndarray, "N K"], labels: Labels, hierarchy: Iterable[Record]
) -> dict[str, float]:
    """At each level the share of pictures whose group has the largest percentage."""
    result = {}
    for level in hierarchy:
        member = np.array([[label in group["labels"] for group in level["groups"]] for label in range(10)])
        chosen = level_shares(probabilities, level["groups"]).argmax(1)
        result[level["key"]] = float(member[labels, chosen].mean())
    return result


def read_lab_record(folder: Path, manifests: Mapping[str, Record]) -> Record:
    """evaluation.json of a folder; raises InputError where it is missing or of other weights than the manifests'."""
    path = folder / RECORD_NAME
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        measured = {name: entry["sha256"]["weights"] for name, entry in record["models"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{path} is not a record of the laboratories' networks ({error!r}); {REMEDY}."
        ) from error
    for name, manifest in manifests.items():
        if measured.get(name) != manifest["files"]["weights"]["sha256"]:
            raise InputError(f"{path} was not measured on the weights of {name}; {REMEDY}.")
    return record
