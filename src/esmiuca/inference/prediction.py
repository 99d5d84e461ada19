"""What the detector says about one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from jaxtyping import Float64

from esmiuca.inference.manifest import Manifest

Verdict = Literal["digit", "not-a-digit", "blank"]


@dataclass(frozen=True)
class Prediction:
    """The digit (None where refused), the verdict, and ten probabilities that sum to 1.

    Of a blank picture nothing is known: its probabilities are all the same.
    """

    digit: int | None
    verdict: Verdict
    probabilities: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The largest probability."""
        return max(self.probabilities)

    def to_dict(self) -> dict[str, Any]:
        """The same as the HTTP interface and `predict --json` give: digit, verdict, probabilities."""
        return {"digit": self.digit, "verdict": self.verdict, "probabilities": list(self.probabilities)}


def blank_prediction(manifest: Manifest) -> Prediction:
    """The prediction of a picture on which nothing is drawn."""
    classes = len(manifest.labels)
    return Prediction(None, "blank", (1 / classes,) * classes)


def judge(probabilities: Float64[np.ndarray, " classes"], manifest: Manifest) -> Prediction:
    """What the probabilities say: "not-a-digit" where the refusal score is below its threshold."""
    values = tuple(float(p) for p in probabilities)
    if refusal_score(manifest.refusal.score, probabilities) < manifest.refusal.threshold:
        return Prediction(None, "not-a-digit", values)
    return Prediction(int(np.argmax(probabilities)), "digit", values)


def refusal_score(name: str, probabilities: Float64[np.ndarray, " classes"]) -> float:
    """How sure the network is, by the name in the manifest: "max_probability" is the only one so far.

    Source: Hendrycks & Gimpel, "A baseline for detecting misclassified and out-of-distribution examples",
    2017.
    """
    if name != "max_probability":
        raise ValueError(f"refusal score {name!r} is unknown; the manifest may say max_probability.")
    return float(probabilities.max())


def softmax(logits: Float64[np.ndarray, "N classes"], temperature: float) -> Float64[np.ndarray, "N classes"]:
    """exp(z / T) / Σ exp(z / T), row by row; the largest is taken off first so that nothing overflows.

    Source for T: Guo et al., "On calibration of modern neural networks", 2017, section 4.2.
    """
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
