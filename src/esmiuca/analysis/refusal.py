"""When to refuse a picture: the score that best tells digits from everything else, and its threshold."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float

from esmiuca.analysis.logistic import fit_logistic
from esmiuca.evaluation import area_under_roc, refusal_threshold
from esmiuca.inference.manifest import Refusal
from esmiuca.inference.prediction import refusal_scores

FALSE_REFUSALS = 0.01  # share of real digits, drawn as people draw them, that may be refused


def fit_refusal(
    digits: Float[np.ndarray, "N 10"], others: Float[np.ndarray, "M 10"], temperature: float
) -> dict[str, Any]:
    """The score that best tells held-out digits from what is none, and its threshold.

    The scores are compared on one half of the pictures, with the weights of "sorted_logits" fitted on the other half; `auroc`
    is of that half. The weights and the threshold that are shipped come from all pictures.
    """
    half, other_half = (digits[::2], others[::2]), (digits[1::2], others[1::2])
    known = [Refusal("max_probability", 0.0), Refusal("energy", 0.0), sorted_refusal(*half)]

    def scores(refusal: Refusal, logits: np.ndarray) -> np.ndarray:
        return refusal_scores(refusal, logits, temperature)

    areas = [area_under_roc(*(scores(each, logits) for logits in other_half)) for each in known]
    best = known[int(np.argmax(areas))]
    if best.weights:
        best = sorted_refusal(digits, others)
    threshold = refusal_threshold(scores(best, digits), FALSE_REFUSALS)
    fitted = {"weights": list(best.weights), "bias": best.bias} if best.weights else {}
    return {
        "score": best.score,
        "threshold": threshold,
        **fitted,
        "false_refusals": FALSE_REFUSALS,
        "auroc": round(max(areas), 4),
        "refused_nondigits": round(float((scores(best, others) < threshold).mean()), 4),
    }


def sorted_refusal(digits: Float[np.ndarray, "N 10"], others: Float[np.ndarray, "M 10"]) -> Refusal:
    """The weights of "sorted_logits", rounded as the page shows them; the threshold is still 0."""
    inputs = np.sort(np.concatenate([digits, others]), axis=1)[:, ::-1]
    spread = inputs.std(axis=0)
    scaled, bias = fit_logistic(inputs / spread, np.arange(len(inputs)) < len(digits), intercept=True)
    weights = tuple(round(float(weight), 3) for weight in scaled / spread)
    return Refusal("sorted_logits", 0.0, weights, round(bias, 3))
