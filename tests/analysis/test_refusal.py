"""The score that refuses is fitted to what tells digits apart."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca.analysis.refusal import fit_refusal
from esmiuca.inference.manifest import Refusal
from esmiuca.inference.prediction import refusal_scores


def test_what_refuses_is_fitted_to_what_tells_digits_apart() -> None:
    chance = np.random.default_rng(0)

    def logits(count: int, second: float) -> np.ndarray:
        """One large logit, at a random place, and another one at `second`: what the percentages hardly show."""
        found = chance.normal(0, 0.5, (count, 10))
        found[np.arange(count), places := chance.integers(0, 10, count)] = chance.normal(12, 2, count)
        found[np.arange(count), (places + 1) % 10] = chance.normal(second, 0.5, count)
        return found.astype(np.float32)

    digits, others = logits(4000, 0.0), logits(2000, 4.0)
    refusal = fit_refusal(digits, others, 1.0)
    assert refusal["score"] == "sorted_logits"
    assert refusal["auroc"] > 0.99
    assert refusal["refused_nondigits"] > 0.9
    entry = Refusal("sorted_logits", refusal["threshold"], tuple(refusal["weights"]), refusal["bias"])
    fresh = refusal_scores(entry, logits(4000, 0.0), 1.0)
    assert (fresh < entry.threshold).mean() == pytest.approx(0.01, abs=0.006)
