"""What the detector says about one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from jaxtyping import Float, Float64

from esmiuca.inference.manifest import Manifest, Refusal

Verdict = Literal["digit", "not-a-digit", "blank"]


@dataclass(frozen=True)
class Prediction:
    """The digit (None where refused), the verdict, ten probabilities that sum to 1, and how much it looks like a digit.

    The score comes from `refusal_scores`; below `Detector().manifest.refusal.threshold` the picture is refused. To refuse more
    or less, compare it with a threshold of your own. A blank picture has equal probabilities and score 0.
    """

    digit: int | None
    verdict: Verdict
    probabilities: tuple[float, ...]
    score: float

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
    return Prediction(None, "blank", (1 / classes,) * classes, 0.0)


def judge(logits: Float[np.ndarray, " classes"], manifest: Manifest) -> Prediction:
    """What the logits say: "not-a-digit" where the refusal score is below its threshold."""
    return judge_all(np.asarray(logits)[None], manifest)[0]


def judge_all(logits: Float[np.ndarray, "N classes"], manifest: Manifest) -> list[Prediction]:
    """The prediction of each row of logits."""
    probabilities = softmax(logits, manifest.temperature)
    scores = refusal_scores(manifest.refusal, logits, manifest.temperature)
    predictions = []
    digits = probabilities.argmax(axis=1).tolist()
    for row, digit, score in zip(probabilities.tolist(), digits, scores.tolist(), strict=True):
        is_refused = score < manifest.refusal.threshold
        verdict: Verdict = "not-a-digit" if is_refused else "digit"
        predictions.append(Prediction(None if is_refused else digit, verdict, tuple(row), score))
    return predictions


def refusal_scores(
    refusal: Refusal, logits: Float[np.ndarray, "N classes"], temperature: float
) -> Float64[np.ndarray, " N"]:
    """How much each picture looks like a digit, by the score that the manifest names; ValueError where it is unknown.

    "sorted_logits": how probably it is a digit, 1 / (1 + e^−s) with s = bias + Σ weight_k · z_(k), the logits from the
    largest to the smallest. Non-digits make other patterns
    of logits, whichever digits they belong to. Fitted by logistic regression on held-out digits and drawings that are none.

    "max_probability": the largest percentage, max softmax(z / T). Source: Hendrycks & Gimpel, "A baseline for
    detecting misclassified and out-of-distribution examples", 2017.

    "energy": ln Σ exp(z), without the temperature. Softmax divides
    the overall size of the logits away, and that is what the network learnt to keep small for non-digits. Source: Liu et al., "Energy-based
    out-of-distribution detection", 2020, equation 4 (here with the sign that makes digits high).
    """
    z = logits.astype(np.float64)
    if refusal.score == "sorted_logits":
        if len(refusal.weights) != z.shape[1]:
            raise ValueError(
                f"refusal has {len(refusal.weights)} weights for {z.shape[1]} logits; give one for each"
            )
        return 1 / (1 + np.exp(-(np.sort(z, axis=1)[:, ::-1] @ np.array(refusal.weights) + refusal.bias)))
    if refusal.score == "max_probability":
        return softmax(logits, temperature).max(axis=1)
    if refusal.score == "energy":
        largest = z.max(axis=1)
        return largest + np.log(np.exp(z - largest[:, None]).sum(axis=1))
    raise ValueError(
        f"refusal score {refusal.score!r} is unknown; the manifest may say sorted_logits, max_probability or energy."
    )


def softmax(logits: Float64[np.ndarray, "N classes"], temperature: float) -> Float64[np.ndarray, "N classes"]:
    """exp(z / T) / Σ exp(z / T), row by row; the largest is taken off first so that nothing overflows.

    Source for T: Guo et al., "On calibration of modern neural networks", 2017, section 4.2.
    """
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
