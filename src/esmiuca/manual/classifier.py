"""Multinomial logistic regression on manual features: ten weighted sums, by scikit-learn, chosen on held-out images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from jaxtyping import Float, Integer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from esmiuca.manual.features import FeatureSettings

Features = Float[np.ndarray, "N F"]
Labels = Integer[np.ndarray, " N"]


@dataclass(frozen=True)
class FitSettings:
    """How the classifiers are fitted."""

    inverse_penalties: tuple[float, ...] = (0.001, 0.01, 0.1, 1.0)  # scikit-learn's C
    max_iterations: int = 2000
    tolerance: float = 1e-4


@dataclass(frozen=True)
class LinearClassifier:
    """logits = x · weightᵀ + bias, for raw features: scaling is folded into the weights."""

    weight: Float[np.ndarray, "10 F"]
    bias: Float[np.ndarray, " 10"]

    def logits(self, features: Features) -> Float[np.ndarray, "N 10"]:
        return features @ self.weight.T + self.bias

    def rounded(self) -> LinearClassifier:
        """As shipped: rounded to half precision before anything is measured, rows contiguous as in the file."""
        halves = (np.ascontiguousarray(values, dtype=np.float16) for values in (self.weight, self.bias))
        return LinearClassifier(*(values.astype(np.float32) for values in halves))


@dataclass(frozen=True)
class Fitted:
    """A classifier and how it was chosen."""

    classifier: LinearClassifier
    inverse_penalty: float
    tried: dict[float, float]  # inverse penalty → accuracy on the held-out images


def subsets(groups: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Every choice of groups but none, by name: "hog", "zoning", …, "hog+zoning", …"""
    chosen = [choice for size in range(1, len(groups) + 1) for choice in combinations(groups, size)]
    return {"+".join(choice): choice for choice in chosen}


def columns(groups: Sequence[str], settings: FeatureSettings) -> Integer[np.ndarray, " F"]:
    """Where the features of these groups stand in a row of all."""
    ends = np.cumsum(list(settings.sizes.values()))
    spans = {
        name: np.arange(end - size, end)
        for (name, size), end in zip(settings.sizes.items(), ends, strict=True)
    }
    return np.concatenate([spans[group] for group in groups])


def spread(features: Features, settings: FeatureSettings) -> Float[np.ndarray, " F"]:
    """The root mean square of the standard deviations of all features of one kind, for each feature.

    One number a kind, not one a feature: otherwise a corner that MNIST's digits almost never touch would count a
    thousandfold in the first drawing that touches it.
    """
    sizes = settings.sizes
    half = sizes["profiles"] // 2  # the ink of rows and columns, and the strokes that they cross
    kinds = np.split(np.arange(features.shape[1]), np.cumsum([sizes["hog"], sizes["zoning"], half]))
    result = np.ones(features.shape[1])
    for kind in kinds:
        result[kind] = np.sqrt(features[:, kind].var(axis=0, dtype=np.float64).mean())
    return result


def fit(
    train: Features,
    labels: Labels,
    held_out: Features,
    held_out_labels: Labels,
    scale: Float[np.ndarray, " F"],
    settings: FitSettings,
) -> Fitted:
    """The classifier whose penalty does best on the held-out images; the smallest weights win ties.

    Args:
        train: the features of the chosen groups alone.
        labels: 0–9.
        held_out: images that nothing is trained on.
        held_out_labels: theirs.
        scale: what the features are divided by, so that one penalty suits all; folded into the weights afterwards.
        settings: which penalties are tried, and for how long.
    """
    mean = train.mean(axis=0, dtype=np.float64)
    scaled = ((train - mean) / scale).astype(np.float32)
    regression = LogisticRegression(max_iter=settings.max_iterations, tol=settings.tolerance, warm_start=True)
    found: dict[float, LinearClassifier] = {}
    tried: dict[float, float] = {}
    # One thread: the same order of sums every time, and faster than two.
    with threadpool_limits(1):
        for inverse_penalty in settings.inverse_penalties:
            regression.set_params(C=inverse_penalty).fit(scaled, labels)
            weight = regression.coef_ / scale
            classifier = LinearClassifier(weight, regression.intercept_ - weight @ mean).rounded()
            found[inverse_penalty] = classifier
            right = classifier.logits(held_out).argmax(axis=1) == held_out_labels
            tried[inverse_penalty] = float(right.mean())
    best = max(tried, key=tried.__getitem__)
    return Fitted(found[best], best, tried)


def fit_all(
    train: Features,
    labels: Labels,
    held_out: Features,
    held_out_labels: Labels,
    features: FeatureSettings,
    settings: FitSettings,
) -> Mapping[str, Fitted]:
    """A classifier for every choice of groups, by its name."""
    scale = spread(train, features)
    return {
        name: fit(train[:, at], labels, held_out[:, at], held_out_labels, scale[at], settings)
        for name, groups in subsets(list(features.sizes)).items()
        for at in [columns(groups, features)]
    }
