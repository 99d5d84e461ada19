"""Kept moments of a run: both networks in half precision, and the next step with all its numbers."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn

from esmiuca.settings.gan import GanConfig
from esmiuca.training.checkpoint import save_halves
from esmiuca.training.gan.step import Judged, Networks

FIRST = 1 / 500  # of a run: when the first change is worth a look
SHOWN = 6  # pairs of a recorded step whose pictures are kept


def moments(config: GanConfig) -> list[int]:
    """The steps after which snapshots are taken: 0, then each later by the same factor."""
    first = max(1.0, config.steps * FIRST)
    # From the last one down: where there are only two, it is one of them.
    grown = np.geomspace(config.steps, first, config.snapshots - 1).round().astype(int)
    return sorted({0, *grown.tolist()})


def save_snapshot(path: Path, average: Networks, current: Networks) -> None:
    """The averaged generator and the discriminator as it is, in half precision."""
    tensors = {f"generator.{name}": value for name, value in average.generator.state_dict().items()}
    tensors |= {f"discriminator.{name}": value for name, value in current.discriminator.state_dict().items()}
    save_halves(path, tensors)


def step_record(
    step: int,
    learning_rate: float,
    judged: Judged,
    after: Judged,
    real: Float[Tensor, "B 1 28 28"],
    labels: Int64[Tensor, " B"],
    noise: Float[Tensor, "B 64"],
) -> dict[str, Any]:
    """What one step found, number by number.

    Args:
        step: how many steps came before it.
        judged: what the step found; `after`, what it would find of the same pictures and noise now.
    """
    return {
        "step": step,
        "learning_rate": learning_rate,
        "before": means(judged),
        "after": means(after),
        "pairs": [
            {
                "label": int(labels[index]),
                "noise": rounded(noise[index]),
                "real": grey_levels(real[index]),
                "fake": grey_levels(judged.fake[index]),
                "fake_after": grey_levels(after.fake[index]),
                "real_score": rounded(judged.real_scores[index]),
                "fake_score": rounded(judged.fake_scores[index]),
                "real_score_after": rounded(after.real_scores[index]),
                "fake_score_after": rounded(after.fake_scores[index]),
            }
            for index in range(min(SHOWN, len(labels)))
        ],
    }


def weight_moves(before: dict[str, Tensor], networks: Networks) -> list[dict[str, Any]]:
    """Of every weight its size `before` a step, its gradient in that step, how far the step took it."""
    return [
        {
            "name": name,
            "count": weight.numel(),
            "size": norm(before[name]),
            "gradient": norm(weight.grad),
            "change": norm(weight.detach() - before[name]),
        }
        for name, weight in networks.named_parameters()
        if weight.grad is not None
    ]


def means(judged: Judged) -> dict[str, float]:
    """A step's means over its batch."""
    return {name: significant(value) for name, value in judged.means().items()}


def grey_levels(picture: Tensor) -> str:
    """A picture's 784 pixels from 0 to 255, row by row, as base64."""
    levels = (picture.clamp(0, 1) * 255).round().to(torch.uint8).flatten().cpu().numpy()
    return base64.b64encode(levels.tobytes()).decode()


def norm(tensor: Tensor) -> float:
    """A tensor's Euclidean norm."""
    return rounded(tensor.norm())


def rounded(tensor: Tensor) -> Any:
    """Its numbers with the six digits that single precision is sure of."""
    values = tensor.tolist()
    return [significant(value) for value in values] if isinstance(values, list) else significant(values)


def significant(value: float) -> float:
    return float(f"{value:.6g}")


def state_copy(network: nn.Module) -> dict[str, Tensor]:
    """Every weight as it is now."""
    return {name: weight.detach().clone() for name, weight in network.named_parameters()}
