"""The VGG is trained with batch normalisation and shipped without: the same function."""

from __future__ import annotations

import torch
from torch import nn

from esmiuca.training.normalised import NormalisedVGG


def trained_a_little() -> NormalisedVGG:
    """With means, variances, scales and shifts unlike the initial ones, a negative scale among them."""
    torch.manual_seed(0)
    model = NormalisedVGG()
    for norm in model.norms:
        assert isinstance(norm, nn.BatchNorm2d)
        nn.init.normal_(norm.weight, 1, 0.7)
        nn.init.normal_(norm.bias, 0, 0.3)
    model.train()
    for _ in range(3):
        model(torch.rand(16, 1, 28, 28))
    return model.eval()


def test_the_folded_network_is_the_same_function_of_plain_layers() -> None:
    model, x = trained_a_little(), torch.rand(8, 1, 28, 28)
    assert any((norm.weight < 0).any() for norm in model.norms)  # pyright: ignore[reportOperatorIssue]
    plain = model.folded().eval()
    with torch.no_grad():
        expected, actual = model(x), plain(x)
    assert torch.allclose(actual, expected, atol=1e-4 * float(expected.abs().max()))
    assert not any(isinstance(module, nn.BatchNorm2d) for module in plain.modules())


def test_folding_leaves_the_network_in_training_as_it_is() -> None:
    model = trained_a_little()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    model.folded()
    for name, value in model.state_dict().items():
        assert torch.equal(value, before[name]), name
