"""What a checkpoint holds of a run: weights, their average, the optimisers' moments."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.optim import Optimizer


def gather(model: nn.Module, average: nn.Module, optimizers: Sequence[Optimizer]) -> dict[str, Tensor]:
    """Every tensor that a run needs to go on, by name."""
    tensors = {f"model.{name}": value for name, value in model.state_dict().items()}
    tensors |= {f"average.{name}": value for name, value in average.state_dict().items()}
    names: dict[Tensor, str] = {weight: name for name, weight in model.named_parameters()}
    for optimizer in optimizers:
        for weight, moments in optimizer.state.items():
            tensors |= {f"optimizer.{names[weight]}.{key}": value for key, value in moments.items()}
    return tensors


def put_back(
    tensors: dict[str, Tensor], model: nn.Module, average: nn.Module, optimizers: Sequence[Optimizer]
) -> None:
    """The reverse of `gather`. Raises RuntimeError or KeyError where the tensors are another network's."""
    model.load_state_dict(part(tensors, "model."))
    average.load_state_dict(part(tensors, "average."))
    names = {weight: name for name, weight in model.named_parameters()}
    for optimizer in optimizers:
        weights = [weight for group in optimizer.param_groups for weight in group["params"]]
        # In the weights' memory layout, which the fused optimiser expects.
        moments = {
            index: {key: laid_out(value) for key, value in found.items()}
            for index, weight in enumerate(weights)
            if (found := part(tensors, f"optimizer.{names[weight]}."))
        }
        groups = optimizer.state_dict()["param_groups"]
        optimizer.load_state_dict({"state": moments, "param_groups": groups})


def part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those whose names begin with the prefix, without it."""
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def laid_out(tensor: Tensor) -> Tensor:
    """The tensor as the model keeps its weights: kernels channels-last."""
    return tensor.contiguous(memory_format=torch.channels_last) if tensor.dim() == 4 else tensor
