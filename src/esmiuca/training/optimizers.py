"""Which optimiser moves which weights, and the learning rate's schedule."""

from __future__ import annotations

import math

import torch
from torch import nn

from esmiuca.settings.training import TrainingConfig
from esmiuca.training.muon import Muon

MOMENTUM = 0.9  # of plain gradient descent
RISE = 0.1  # of a run, in which the learning rate rises


def make_optimizers(model: nn.Module, config: TrainingConfig) -> list[torch.optim.Optimizer]:
    """Muon for the matrices between the first layer and the last, AdamW for the others; or one of AdamW, SGD for all."""
    if config.optimizer == "sgd":
        every = model.parameters()
        return [
            torch.optim.SGD(
                every,
                config.learning_rate,
                MOMENTUM,
                weight_decay=config.weight_decay,
                nesterov=True,
                fused=True,
            )
        ]
    named = dict(model.named_parameters())
    matrices = [name for name, weight in named.items() if weight.dim() > 1][1:-1]
    if config.optimizer == "adamw":
        matrices = []
    others = [weight for name, weight in named.items() if name not in matrices]
    adamw = torch.optim.AdamW(others, lr=config.learning_rate, weight_decay=config.weight_decay, fused=True)
    if not matrices:
        return [adamw]
    return [adamw, Muon([named[name] for name in matrices], config.learning_rate, config.weight_decay)]


def learning_rate(config: TrainingConfig, share: float) -> float:
    """How large steps are when `share` of a run is done: a linear rise; then, in one cycle, half a cosine to zero."""
    if share < RISE:
        return config.learning_rate * share / RISE
    if config.schedule == "constant":
        return config.learning_rate
    return config.learning_rate * 0.5 * (1 + math.cos(math.pi * (share - RISE) / (1 - RISE)))
