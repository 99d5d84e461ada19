"""How good the network in training is, on held-out pictures."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn

from esmiuca.evaluation import area_under_roc
from esmiuca.models import CNN
from esmiuca.training.forward import training_forward
from esmiuca.training.material import Validation

EVALUATION_BATCH = 100  # their maps stay in the processor's caches: a third faster than 500
# How the best epoch is chosen, of these what there is: MNIST's own digits count most, then other people's pens; drawings and
# photographs by program and what is varied are only like them.
CRITERION = {
    "clean": 0.4,
    "varied": 0.2,
    "spoilt": 0.2,
    "drawn": 0.2,
    "photographs": 0.2,
    "pens": 0.3,
    "printed": 0.1,
}


def judge(model: nn.Module, validation: Validation) -> tuple[dict[str, Any], float]:
    """What the log says of an epoch, and the weighted mean that chooses the best one, see CRITERION."""
    shares = {name: accuracy(model, x, labels) for name, (x, labels) in validation.sets.items()}
    metrics = {
        "validation_accuracy": shares["clean"],
        **{f"{name}_validation_accuracy": share for name, share in shares.items() if name != "clean"},
    }
    if validation.nondigits is not None:
        metrics["nondigit_auroc"] = nondigit_auroc(model, validation.sets["varied"][0], validation.nondigits)
    weights = [CRITERION[name] for name in shares]
    return metrics, float(np.average(list(shares.values()), weights=weights))


def accuracy(model: nn.Module, x: Float[Tensor, "N 1 28 28"], labels: Int64[Tensor, " N"]) -> float:
    """Share of pictures that the model reads right, in float32."""
    return int((logits(model, x).argmax(1) == labels).sum()) / len(labels)


def nondigit_auroc(
    model: nn.Module, varied: Float[Tensor, "N 1 28 28"], nondigits: Float[Tensor, "M 1 28 28"]
) -> float:
    """How well the largest percentage tells held-out digits from non-digits."""
    digits, others = (logits(model, x).softmax(1).amax(1).numpy() for x in (varied[:2000], nondigits))
    return area_under_roc(digits, others)


@torch.no_grad()
def logits(model: nn.Module, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
    """What the model answers, on the processor whatever it runs on; the CNN by training's faster forward pass."""
    model.eval()
    device = next(model.parameters()).device
    forward = partial(training_forward, model) if isinstance(model, CNN) else model
    return torch.cat([forward(part.to(device)).cpu() for part in x.split(EVALUATION_BATCH)])
