"""artifacts/lab/manual-features/evaluation.json: what the classifiers and the shipped network get on the same pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Integer, UInt8

from esmiuca.evaluation import expected_calibration_error, softmax
from esmiuca.evaluation.pens import PEN_WIDTHS, Drawing, draw
from esmiuca.inference import Detector
from esmiuca.manual.classifier import Fitted, columns, subsets
from esmiuca.manual.features import FeatureSettings, manual_features


@dataclass(frozen=True)
class Pictures:
    """What is measured on: 28×28 pictures as every reader sees them, and what they are."""

    images: UInt8[np.ndarray, "N 28 28"]
    labels: Integer[np.ndarray, " N"]


def measures(
    logits: Float[np.ndarray, "N 10"], labels: Integer[np.ndarray, " N"], temperature: float
) -> dict[str, Any]:
    """Accuracy, mistakes, and how far the percentages are from it."""
    right = logits.argmax(axis=1) == labels
    return {
        "images": len(labels),
        "accuracy": float(right.mean()),
        "mistakes": int((~right).sum()),
        "expected_calibration_error": expected_calibration_error(softmax(logits, temperature), labels),
    }


def pen_pictures(detector: Detector, drawings: Sequence[Drawing]) -> Pictures:
    """The digits among the drawings, with each pen, as the shipped preprocessing brings them to 28×28."""
    digits = [drawing for drawing in drawings if drawing.digit is not None]
    pictures = [detector.normalize(draw(drawing, width)) for width in PEN_WIDTHS for drawing in digits]
    seen = [np.zeros((28, 28), np.uint8) if pixels is None else pixels for pixels in pictures]
    labels = [drawing.digit for drawing in digits] * len(PEN_WIDTHS)
    return Pictures(np.stack(seen), np.asarray(labels, dtype=np.int64))


def described_drawings(drawings: Sequence[Drawing]) -> dict[str, Any]:
    """How many people drew how many digits, with which pens."""
    digits = [drawing for drawing in drawings if drawing.digit is not None]
    writers = len({drawing.writer for drawing in digits})
    return {"digits": len(digits), "writers": writers, "widths": list(PEN_WIDTHS)}


def measure_all(
    fitted: Mapping[str, Fitted],
    detector: Detector,
    sets: Mapping[str, Pictures],
    settings: FeatureSettings,
) -> dict[str, Any]:
    """For each classifier and for the shipped network: its measures on every set."""
    features = {name: manual_features(pictures.images, settings) for name, pictures in sets.items()}
    groups = subsets(list(settings.sizes))

    def of_classifier(name: str) -> dict[str, Any]:
        found, at = fitted[name], columns(groups[name], settings)
        return {
            "inverse_penalty": found.inverse_penalty,
            "tried": {f"{penalty:g}": accuracy for penalty, accuracy in found.tried.items()},
            "parameters": found.classifier.weight.size + found.classifier.bias.size,
        } | {
            key: measures(found.classifier.logits(features[key][:, at]), pictures.labels, 1.0)
            for key, pictures in sets.items()
        }

    network = {
        key: measures(detector.logits(pictures.images), pictures.labels, detector.manifest.temperature)
        for key, pictures in sets.items()
    }
    return {
        "classifiers": {name: of_classifier(name) for name in fitted},
        "network": {
            "name": detector.manifest.model.name,
            "version": detector.manifest.model.version,
            "weights_sha256": detector.manifest.files["weights"].sha256,
            "parameters": detector.manifest.model.parameters,
            **network,
        },
    }
