"""Training's forward pass is the network's, in value and gradient."""

from __future__ import annotations

import pytest
import torch

from esmiuca.models import CNN
from esmiuca.training.forward import draw_kept, training_forward


@pytest.fixture
def model() -> CNN:
    torch.manual_seed(0)
    return CNN()


def test_training_forward_is_the_network(model: CNN) -> None:
    x = torch.rand(3, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    for make_logits in (training_forward, CNN.forward):
        make_logits(model, x).square().sum().backward()
    # The second call adds to them: twice the gradient.
    doubled = {
        name: weight.grad.clone() for name, weight in model.named_parameters() if weight.grad is not None
    }
    model.zero_grad()
    training_forward(model, x).square().sum().backward()
    assert len(doubled) == 8
    for name, weight in model.named_parameters():
        assert weight.grad is not None
        assert torch.allclose(weight.grad * 2, doubled[name], rtol=1e-3, atol=1e-5), name
    assert torch.allclose(training_forward(model, x), model(x), atol=1e-5)


def test_dropout_leaves_out_whole_maps_and_single_values(model: CNN) -> None:
    x = torch.rand(3, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    kept = draw_kept(3, 0.5, torch.Generator().manual_seed(1))
    assert not torch.allclose(training_forward(model, x, kept), training_forward(model, x), atol=1e-3)
    maps, values = draw_kept(4000, 0.4, torch.Generator().manual_seed(2))
    for mask, share in ((maps, 0.2), (values, 0.4)):
        assert float((mask == 0).float().mean()) == pytest.approx(share, abs=0.01)
        assert float(mask.mean()) == pytest.approx(1, abs=0.01)
    assert maps.unique().tolist() == [0, pytest.approx(1.25)]
