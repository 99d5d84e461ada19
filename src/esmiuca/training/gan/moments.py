"""Moments of a run that are kept: both networks in half precision, and the step that came next, with its numbers."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Int64
from safetensors.torch import save_file
from torch import Tensor, nn

from esmiuca.training.gan.config import GanConfig
from esmiuca.training.gan.step import Judged, Networks

FIRST = 1 / 500  # of a run: when the first change is worth a look
SHOWN = 6  # pairs of a recorded step whose pictures are kept


def moments(config: GanConfig) -> list[int]:
    """The steps after which snapshots are taken: before the first, then each later by the same factor."""
    first = max(1.0, config.steps * FIRST)
    grown = np.geomspace(first, config.steps, config.snapshots - 1).round().astype(int)
    return sorted({0, *grown.tolist()})


def save_snapshot(path: Path, average: Networks, current: Networks) -> None:
    """The averaged generator and the discriminator as it is, in half precision."""
    tensors = {f"generator.{name}": value for name, value in average.generator.state_dict().items()}
    tensors |= {f"discriminator.{name}": value for name, value in current.discriminator.state_dict().items()}
    partial = path.with_suffix(".partial")
    save_file({name: value.half().contiguous() for name, value in tensors.items()}, partial)
    partial.replace(path)


def step_record(
    step: int,
    before: dict[str, Tensor],
    networks: Networks,
    judged: Judged,
    after: Judged,
    real: Tensor,
    labels: Int64[Tensor, " B"],
    noise: Tensor,
    learning_rate: float,
) -> dict[str, Any]:
    """What one step did, number by number.

    Args:
        step: how many steps came before it.
        before: every weight as it was.
        judged: what the step found; `after`, what it would find of the same pictures and noise now.
    """
    gradients = {name: weight.grad for name, weight in networks.named_parameters() if weight.grad is not None}
    weights = dict(networks.named_parameters())
    return {
        "step": step,
        "learning_rate": learning_rate,
        "before": losses(judged),
        "after": losses(after),
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
        "weights": [
            {
                "name": name,
                "count": weights[name].numel(),
                "size": norm(value),
                "gradient": norm(gradients[name]),
                "change": norm(weights[name].detach() - value),
            }
            for name, value in before.items()
        ],
    }


def losses(judged: Judged) -> dict[str, float]:
    """A step's means over its batch."""
    names = ("generator_loss", "discriminator_loss", "real_steepness", "fake_steepness")
    found = {name: rounded(getattr(judged, name)) for name in names}
    return found | {"fooled": rounded((judged.fake_scores > judged.real_scores).float().mean())}


def write_record(path: Path, record: dict[str, Any]) -> None:
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")


def grey_levels(picture: Tensor) -> str:
    """A picture's 784 pixels from 0 to 255, row by row, as base64."""
    levels = (picture.clamp(0, 1) * 255).round().to(torch.uint8).flatten().cpu().numpy()
    return base64.b64encode(levels.tobytes()).decode()


def norm(tensor: Tensor) -> float:
    """Length of a tensor seen as one long arrow."""
    return rounded(tensor.norm())


def rounded(tensor: Tensor) -> Any:
    """Its numbers with the six digits that single precision is sure of."""
    if tensor.dim() == 0:
        return float(f"{tensor.item():.6g}")
    return [float(f"{value:.6g}") for value in tensor.tolist()]


def state_copy(network: nn.Module) -> dict[str, Tensor]:
    """Every weight as it is now."""
    return {name: weight.detach().clone() for name, weight in network.named_parameters()}
