"""Which optimisers a run has, and how its learning rate goes."""

from __future__ import annotations

import pytest
import torch

from esmiuca.errors import InputError
from esmiuca.models import CNN
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.optimizers import RISE, learning_rate, make_optimizers


def test_plain_gradient_descent_is_one_optimiser_for_all() -> None:
    (optimizer,) = make_optimizers(CNN(), TrainingConfig(optimizer="sgd", learning_rate=0.1))
    assert isinstance(optimizer, torch.optim.SGD)
    assert sum(len(group["params"]) for group in optimizer.param_groups) == 8
    with pytest.raises(InputError, match="optimizer='adam' is unknown; give one of muon, adamw, sgd"):
        TrainingConfig(optimizer="adam")  # pyright: ignore[reportArgumentType]


def test_the_learning_rate_rises_and_then_falls_or_stays() -> None:
    usual = TrainingConfig(learning_rate=0.1)
    constant = TrainingConfig(learning_rate=0.1, schedule="constant")
    assert learning_rate(usual, RISE / 2) == learning_rate(constant, RISE / 2) == pytest.approx(0.05)
    assert learning_rate(usual, RISE) == learning_rate(constant, RISE) == pytest.approx(0.1)
    assert learning_rate(usual, (1 + RISE) / 2) == pytest.approx(0.05)
    assert learning_rate(usual, 1) == pytest.approx(0)
    assert learning_rate(constant, 1) == 0.1
