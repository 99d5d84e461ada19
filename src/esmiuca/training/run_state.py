"""What a checkpoint holds of a run: weights, their average, the optimisers' moments, how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from torch import Tensor, nn
from torch.optim import Optimizer

from esmiuca.errors import CheckpointError, InputError
from esmiuca.settings.base import Settings
from esmiuca.training.checkpoint import way_out

Count = Annotated[int, Field(ge=0)]
Kind = TypeVar("Kind", bound="Position")
Config = TypeVar("Config", bound=Settings)


class Position(BaseModel):
    """Where a run stands, whatever it trains."""

    model_config = ConfigDict(strict=True)

    step: Count
    config: dict[str, Any] | None = None  # which the run was begun with; of earlier versions none


def read_position(kind: type[Kind], state: Mapping[str, Any], path: Path) -> Kind:
    """Where the checkpoint at `path` says that its run stands; raises CheckpointError where it can't be there."""
    try:
        return kind.model_validate(state)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        raise CheckpointError(
            f"{path} can't be gone on with: {name}={first['input']!r:.40} ({first['msg']}); {way_out(path)}."
        ) from error


def require_config(
    config: Config, position: Position, of: Callable[[dict[str, Any]], Config], path: Path
) -> None:
    """Raises CheckpointError where a run was begun with another configuration than it is to go on with.

    Args:
        of: makes a configuration of what was saved.
        path: of the checkpoint.
    """
    if position.config is None:
        return
    try:
        begun = of(position.config)
    except (InputError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise CheckpointError(f"{path} holds no configuration ({error}); {way_out(path)}.") from error
    for (name, now), (_, then) in zip(fields(config), fields(begun), strict=True):
        if now != then:
            raise CheckpointError(
                f"{path.parent / 'config.json'} says {name}={now!r:.40}, but the run was begun with {name}={then!r:.40}; "
                "put that back, or start a new run."
            )


def fields(config: Settings) -> Iterator[tuple[str, object]]:
    """Every setting by its name, those of settings within them too."""
    for name, value in config:
        if isinstance(value, Settings):
            yield from ((f"{name}.{inner}", held) for inner, held in fields(value))
        else:
            yield name, value


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


def start_from(averaged: dict[str, Tensor], network: nn.Module, path: Path) -> None:
    """Gives a network the averaged weights of the checkpoint at `path`; raises CheckpointError where they are another's."""
    try:
        network.load_state_dict(averaged)
    except RuntimeError as error:
        raise CheckpointError(
            f"{path} is of another network ({one_line(error)}); name one of this network."
        ) from error


def one_line(error: Exception) -> str:
    """What PyTorch says on many lines, as far as it fits into a sentence."""
    return f"{' '.join(str(error).split()):.200}"


def part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those whose names begin with the prefix, without it."""
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def laid_out(tensor: Tensor) -> Tensor:
    """The tensor as the model keeps its weights: kernels channels-last."""
    return tensor.contiguous(memory_format=torch.channels_last) if tensor.dim() == 4 else tensor
