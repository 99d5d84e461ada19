"""The perceptrons and the VGG have the stated sizes, and `results` ends in what `forward` returns."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from esmiuca.models import CNN, MLP, VGG
from esmiuca.models.mlp import SMALL


@pytest.mark.parametrize(
    ("model", "parameters"), [(MLP(), 1_198_890), (MLP(SMALL), 50_890), (VGG(), 894_570)]
)
def test_parameters(model: nn.Module, parameters: int) -> None:
    assert sum(parameter.numel() for parameter in model.parameters()) == parameters


def test_the_perceptron_is_as_large_as_the_cnn() -> None:
    sizes = [sum(p.numel() for p in model.parameters()) for model in (MLP(), CNN())]
    assert abs(sizes[0] - sizes[1]) < 1000


def test_five_blocks_halve_the_picture_down_to_one_position() -> None:
    results = VGG().results(torch.rand(2, 1, 28, 28))
    shapes = {name: tuple(value.shape[1:]) for name, value in results.items()}
    assert shapes["block1_conv1"] == (32, 32, 32)
    pools = [shapes[f"block{number}_pool"] for number in range(1, 6)]
    assert pools == [(32, 16, 16), (64, 8, 8), (128, 4, 4), (128, 2, 2), (128, 1, 1)]
    assert shapes["logits"] == (10,)


def test_a_perceptron_is_its_weighted_sums() -> None:
    torch.manual_seed(0)
    model, x = MLP(SMALL), torch.rand(3, 1, 28, 28)
    first, last = model.get_submodule("fc1"), model.get_submodule("fc2")
    assert isinstance(first, nn.Linear)
    assert isinstance(last, nn.Linear)
    hidden = (x.reshape(3, 784) @ first.weight.T + first.bias).clamp(min=0)
    assert torch.allclose(model(x), hidden @ last.weight.T + last.bias, atol=1e-6)


def test_a_perceptron_does_not_notice_shuffled_pixels() -> None:
    torch.manual_seed(0)
    model, x = MLP(SMALL), torch.rand(3, 1, 28, 28)
    order = torch.randperm(784)
    expected = model(x)
    with torch.no_grad():
        first = model.get_submodule("fc1")
        assert isinstance(first, nn.Linear)
        first.weight.copy_(first.weight[:, order])
    shuffled = x.reshape(3, 784)[:, order].reshape(3, 1, 28, 28)
    assert torch.allclose(model(shuffled), expected, atol=1e-5)
