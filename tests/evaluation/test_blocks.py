"""Standard errors of differences between recipes: of the noise alone, whatever recipes and seeds do."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca.evaluation.blocks import standard_errors


def test_recipes_and_seeds_effects_are_no_noise() -> None:
    chance = np.random.default_rng(3)
    seeds, recipes = 4, 500
    noise = chance.normal(scale=[0.01, 0.2], size=(seeds, recipes, 2))
    effects = 5 * chance.normal(size=(1, recipes, 2)) + 7 * chance.normal(size=(seeds, 1, 2))
    expected = np.array([0.01, 0.2]) * np.sqrt(2 / seeds)
    assert standard_errors(noise + effects) == pytest.approx(expected, rel=0.06)
    assert standard_errors(noise + effects) == pytest.approx(standard_errors(noise))


def test_they_are_how_much_differences_of_means_vary() -> None:
    results = np.random.default_rng(4).normal(size=(3, 2000, 1))
    means = results.mean(0)[:, 0]
    assert standard_errors(results)[0] == pytest.approx((means[::2] - means[1::2]).std(), rel=0.1)


def test_of_one_alone_nothing_is_known() -> None:
    assert np.isnan(standard_errors(np.ones((1, 5, 3)))).all()
    assert np.isnan(standard_errors(np.ones((3, 1, 3)))).all()
