"""The deck's network, to the letter."""

from __future__ import annotations

import numpy as np
import torch

from esmiuca.models import CNN


def test_parameters_and_shapes() -> None:
    model = CNN()
    assert sum(parameter.numel() for parameter in model.parameters()) == 1_199_882
    shapes = {name: tuple(value.shape[1:]) for name, value in model.results(torch.rand(2, 1, 28, 28)).items()}
    assert shapes["conv1"] == (32, 26, 26)
    assert shapes["pool"] == (64, 12, 12)
    assert shapes["flatten"] == (9216,)
    assert shapes["logits"] == (10,)


def test_results_end_in_forward() -> None:
    torch.manual_seed(0)
    model = CNN().eval()
    x = torch.rand(3, 1, 28, 28)
    with torch.no_grad():
        assert torch.equal(model(x), model.results(x)["logits"])


def test_conv1_is_nine_products_and_a_bias() -> None:
    torch.manual_seed(1)
    model = CNN().eval()
    x = torch.rand(1, 1, 28, 28)
    with torch.no_grad():
        value = model.results(x)["conv1"][0, 5, 10, 3].item()
        window = x[0, 0, 10:13, 3:6].numpy()
        by_hand = (window * model.conv1.weight[5, 0].numpy()).sum() + model.conv1.bias[5].item()
    assert np.isclose(value, by_hand, atol=1e-6)
