"""The networks that can be trained, by the names of `esmiuca train --network`: what is trained and what is kept of it."""

from __future__ import annotations

from torch import nn

from esmiuca.models import CNN, MLP, VGG
from esmiuca.models.mlp import SMALL
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.forward import TrainingForward
from esmiuca.training.normalised import NormalisedVGG
from esmiuca.training.teacher import Teacher


def make_network(config: TrainingConfig) -> nn.Module:
    """The run's network with random weights, as it is trained."""
    match config.network:
        case "cnn":
            return CNN()
        case "mlp":
            return MLP()
        case "small-mlp":
            return MLP(SMALL)
        case "vgg":
            return NormalisedVGG()
        case "teacher":
            return Teacher(config.width)


def training_module(network: nn.Module) -> nn.Module:
    """What a step calls: the network, or the same with a forward pass that suits training."""
    return TrainingForward(network) if isinstance(network, CNN) else network


def finished(network: nn.Module) -> CNN | MLP | VGG:
    """What is shipped of a trained network: nothing that only training needs."""
    if isinstance(network, NormalisedVGG):
        return network.folded()
    assert isinstance(network, (CNN, MLP, VGG))
    return network
