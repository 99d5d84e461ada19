"""What a generator and its discriminator are measured by. artifacts/lab/gan/evaluation.json holds it.

Never choose anything by these: they use the test images.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float, Integer, UInt8

from esmiuca.errors import InputError
from esmiuca.evaluation.calibration import expected_calibration_error
from esmiuca.evaluation.generation import frechet_distance, nearest, precision_recall
from esmiuca.evaluation.record import RECORD_NAME
from esmiuca.evaluation.refusal import area_under_roc

MADE = 10_000  # generated digits, as many as there are test images
COPIES = 1_000  # of them compared with every training image
SEED = 2014
REMEDY = "measure again with `make gan-evaluation`"

Images = UInt8[np.ndarray, "N 28 28"]
Labels = Integer[np.ndarray, " N"]
Make = Callable[[Float[np.ndarray, "N Z"], Labels], Images]
Record = dict[str, Any]


class Reading(NamedTuple):
    """What an independent classifier makes of pictures."""

    features: Float[np.ndarray, "N D"]  # before its last layer
    labels: Labels


Read = Callable[[Images], Reading]


def measure_generator(
    make: Make, noise_size: int, test: Reading, read: Read
) -> tuple[Record, Images, Labels]:
    """(measures, what was generated, as which digits) of a generator beside the test images.

    `frechet_distance` of the features, `precision`, `recall`, and `read_as_asked`, the share of generated digits that the
    classifier reads as the digit that was asked for, with the same for each digit.
    """
    noise = np.random.default_rng(SEED).standard_normal((MADE, noise_size))
    labels = np.arange(MADE) % 10
    made = make(noise, labels)
    reading = read(made)
    precision, recall = precision_recall(test.features, reading.features)
    right = reading.labels == labels
    return (
        {
            "frechet_distance": frechet_distance(test.features, reading.features),
            "precision": precision,
            "recall": recall,
            "read_as_asked": float(right.mean()),
            "read_as_asked_by_digit": [float(right[labels == digit].mean()) for digit in range(10)],
        },
        made,
        labels,
    )


def measure_floor(train: Images, test: Reading, read: Read) -> Record:
    """The same of as many training images: how far apart two sets of people's digits are."""
    reading = read(train[: len(test.labels)])
    precision, recall = precision_recall(test.features, reading.features)
    return {
        "frechet_distance": frechet_distance(test.features, reading.features),
        "precision": precision,
        "recall": recall,
    }


def measure_copying(made: Images, test: Images, train: Images) -> Record:
    """Distance to the nearest training image, of generated digits and of test images, which copy nothing.

    Distances are roots of mean squares, in grey levels from 0 to 1; `nearest_pairs` are the generated digits nearest to a
    training image: [which generated, which training image, distance].
    """
    which, distances = nearest(made[:COPIES], train)
    _, of_test = nearest(test[:COPIES], train)
    closest = np.argsort(distances, kind="stable")[:10]
    return {
        "generated": quantiles(distances),
        "test": quantiles(of_test),
        "nearest_pairs": [[int(i), int(which[i]), float(distances[i])] for i in closest],
    }


def quantiles(distances: np.ndarray) -> Record:
    """Minimum, first percentile and median."""
    least, low, middle = np.quantile(distances, [0, 0.01, 0.5])
    return {"least": float(least), "percentile_1": float(low), "median": float(middle)}


def realness(
    scores: Float[np.ndarray, "N 10"], labels: Labels, calibration: Mapping[str, Any]
) -> Float[np.ndarray, " N"]:
    """The probability that a picture scored as its digit is a real one: sigmoid(scale · score + offset of the digit)."""
    digits = labels.astype(int)
    own = scores[np.arange(len(scores)), digits]
    return 1 / (1 + np.exp(-(calibration["scale"] * own + np.asarray(calibration["offsets"])[digits])))


def measure_discriminator(real: Float[np.ndarray, " N"], generated: Float[np.ndarray, " M"]) -> Record:
    """Measures of the probabilities for real and generated digits: means, accuracy, calibration error, AUROC."""
    probabilities = np.concatenate([real, generated])
    is_real = (np.arange(len(probabilities)) < len(real)).astype(int)
    both = np.column_stack([1 - probabilities, probabilities])
    return {
        "mean_of_real": float(real.mean()),
        "mean_of_generated": float(generated.mean()),
        "accuracy": float(((probabilities >= 0.5) == is_real).mean()),
        "expected_calibration_error": expected_calibration_error(both, is_real),
        "auroc": area_under_roc(real, generated),
    }


def weights_of(manifests: Mapping[str, Record]) -> dict[str, str]:
    """Which weights these are: the SHA-256 of each network's file."""
    return {name: manifest["files"]["weights"]["sha256"] for name, manifest in manifests.items()}


def read_gan_record(folder: Path, manifests: Mapping[str, Record]) -> Record:
    """What was measured of the weights in `folder`; raises InputError where the file is missing or of other weights."""
    path = folder / RECORD_NAME
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        measured = record["weights"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path} is not a record of measurements ({error!r}); {REMEDY}.") from error
    if measured != weights_of(manifests):
        raise InputError(f"{path} was measured on other weights than the manifests'; {REMEDY}.")
    return record
