"""The yardsticks: what the network is measured by, and never trained on or chosen by.

Each takes a reader: any function from pictures to logits and refusal scores.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from jaxtyping import Float, Integer, UInt8

from esmiuca.evaluation.calibration import expected_calibration_error, negative_log_likelihood, softmax
from esmiuca.evaluation.confusion import confusion_matrix
from esmiuca.evaluation.corruptions import CORRUPTIONS, corrupt
from esmiuca.evaluation.label_errors import LABEL_ERRORS
from esmiuca.evaluation.pens import Drawing, draw
from esmiuca.evaluation.refusal import area_under_roc
from esmiuca.evaluation.scribbles import scribbles
from esmiuca.evaluation.variations import CURVES, varied

Images = UInt8[np.ndarray, "N 28 28"]
Labels = Integer[np.ndarray, " N"]
Measures = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What the network says of some pictures."""

    logits: Float[np.ndarray, "N 10"]
    scores: Float[np.ndarray, " N"]  # refused below the threshold


class Reader(Protocol):
    """Reads pictures: 28×28 ones as they are, others through the preprocessing."""

    temperature: float
    threshold: float

    def read(self, images: Images | Sequence[np.ndarray]) -> Reading: ...


def measure(reader: Reader, reading: Reading, labels: Labels) -> Measures:
    """Accuracy, calibration and false refusals on digits."""
    probabilities = softmax(reading.logits, reader.temperature)
    right = reading.logits.argmax(1) == labels
    refused = reading.scores < reader.threshold
    return {
        "images": len(labels),
        "accuracy": float(right.mean()),
        "mistakes": int((~right).sum()),
        "mean_confidence": float(probabilities.max(1).mean()),
        "expected_calibration_error": expected_calibration_error(probabilities, labels),
        "negative_log_likelihood": negative_log_likelihood(reading.logits, labels, reader.temperature),
        "refused": float(refused.mean()),
        "right_and_not_refused": float((right & ~refused).mean()),
    }


def measure_test(reader: Reader, images: Images, labels: Labels) -> tuple[Measures, Reading]:
    """MNIST's test images, with every mistake and every known label error."""
    reading = reader.read(images)
    predicted = reading.logits.argmax(1)
    probabilities = softmax(reading.logits, reader.temperature)
    wrong = np.flatnonzero(predicted != labels)
    known = [index for index in wrong.tolist() if index in LABEL_ERRORS]
    agreed = [index for index in known if predicted[index] == LABEL_ERRORS[index][1]]

    def entry(index: int) -> Measures:
        known = {"people_read": LABEL_ERRORS[index][1]} if index in LABEL_ERRORS else {}
        return {
            "index": index,
            "label": int(labels[index]),
            "read_as": int(predicted[index]),
            "percentage": round(float(probabilities[index].max()), 4),
            "known_label_error": index in LABEL_ERRORS,
            **known,
            "probabilities": probabilities[index].tolist(),
            "pixels": base64.b64encode(images[index].tobytes()).decode(),  # 784 bytes, row by row
        }

    return measure(reader, reading, labels) | {
        "confusion": confusion_matrix(labels, predicted).tolist(),
        "source": "MNIST, test images (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0)",
        "mistaken": [entry(index) for index in wrong.tolist()],
        "label_errors": {
            "known": len(LABEL_ERRORS),
            "mistaken": len(known),
            "read_as_people_do": len(agreed),
            "images": [entry(index) for index in LABEL_ERRORS if index < len(images)],
        },
        "reliability": reliability(probabilities, labels),
    }, reading


def reliability(probabilities: np.ndarray, labels: Labels, bins: int = 10) -> list[dict[str, float]]:
    """For each tenth of the percentages that holds any: how many, how sure, and how often right."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        {
            "from": index / bins,
            "images": int((which == index).sum()),
            "confidence": float(confidence[which == index].mean()),
            "accuracy": float(right[which == index].mean()),
        }
        for index in range(bins)
        if (which == index).any()
    ]


def measure_pens(
    reader: Reader, drawings: Sequence[Drawing], widths: Iterable[float], digits: Reading
) -> Measures:
    """Real drawings with each pen: accuracy and calibration on the digits, refusal of what is none.

    Args:
        reader: what reads.
        drawings: digits, letters or both.
        widths: of the pen, as shares of the sheet's side.
        digits: of test images, against which letters are told apart where the file holds no digit.
    """
    real = [drawing for drawing in drawings if drawing.digit is not None]
    others = [drawing for drawing in drawings if drawing.digit is None]
    labels = np.asarray([drawing.digit for drawing in real], dtype=np.int64)
    result: Measures = {"pens": {}}
    every: list[Reading] = []
    strangers: list[Reading] = []
    for width in widths:
        entry: Measures = {}
        reading = digits
        if real:
            reading = reader.read([draw(drawing, width) for drawing in real])
            every.append(reading)
            entry = measure(reader, reading, labels)
        if others:
            letters = reader.read([draw(drawing, width) for drawing in others])
            strangers.append(letters)
            entry |= refusal(reader, reading, letters)
        result["pens"][f"{width:g}"] = entry
    if every:
        together = joined(every)
        every_label = np.tile(labels, len(every))
        result["all"] = measure(reader, together, every_label)
        result["reliability"] = reliability(softmax(together.logits, reader.temperature), every_label)
        predicted = together.logits.argmax(1).reshape(len(every), -1)
        result["mistaken"] = [
            {"writer": drawing.writer, "label": drawing.digit, "read_as": predicted[:, index].tolist()}
            for index, drawing in enumerate(real)
            if (predicted[:, index] != drawing.digit).any()
        ]
    if strangers:
        names = [drawing.label for drawing in others] * len(strangers)
        result["letters"] = letters_taken(reader, joined(strangers), np.asarray(names))
    return result


def joined(readings: Sequence[Reading]) -> Reading:
    """Several readings as one."""
    return Reading(
        np.concatenate([reading.logits for reading in readings]),
        np.concatenate([reading.scores for reading in readings]),
    )


def letters_taken(reader: Reader, reading: Reading, names: np.ndarray) -> list[Measures]:
    """For each letter: how often it is refused, and the digit it is most often read as otherwise."""
    result = []
    for name in sorted(set(names.tolist())):
        here = names == name
        taken = here & (reading.scores >= reader.threshold)
        counts = np.bincount(reading.logits[taken].argmax(1), minlength=10)
        result.append(
            {
                "letter": name,
                "drawings": int(here.sum()),
                "refused": float(1 - taken.sum() / here.sum()),
                "read_as": int(counts.argmax()) if taken.any() else None,
            }
        )
    return result


def refusal(reader: Reader, digits: Reading, others: Reading) -> Measures:
    """How well non-digits are told from digits, and how many are refused."""
    return {
        "others": len(others.scores),
        "others_auroc": area_under_roc(digits.scores, others.scores),
        "others_refused": float((others.scores < reader.threshold).mean()),
    }


def measure_scribbles(reader: Reader, images: Images, digits: Reading) -> Measures:
    """Refusal of scribbles and of several digits at once.

    Args:
        reader: what reads.
        images: of which several stand side by side.
        digits: of test images, from which they are told.
    """
    return {kind: refusal(reader, digits, reader.read(pictures)) for kind, pictures in scribbles(images)}


def measure_corruptions(reader: Reader, images: Images, labels: Labels) -> Measures:
    """Accuracy under each of MNIST-C's corruptions, and the mean."""
    result: Measures = {}
    for name in CORRUPTIONS:
        reading = reader.read(corrupt(images, name))
        result[name] = float((reading.logits.argmax(1) == labels).mean())
    return result | {"mean": float(np.mean(list(result.values())))}


def measure_curves(reader: Reader, images: Images, labels: Labels) -> Measures:
    """Accuracy at each point of each curve."""
    result: Measures = {}
    for name, (_, unit, values) in CURVES.items():
        points = []
        for value in values:
            predicted = reader.read(varied(images, name, value)).logits.argmax(1)
            points.append([value, float((predicted == labels).mean())])
        result[name] = {"unit": unit, "accuracy": points}
    return result
