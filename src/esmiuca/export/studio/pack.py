"""A run's weights in as few bytes as are faithful."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from jaxtyping import Float, Float32, Int64
from torch import Tensor

from esmiuca.errors import InputError
from esmiuca.export.studio.fidelity import FAITHFUL, Limits, compare
from esmiuca.export.studio.moving import Moved, Moving, Weights, mended, patterns_of, take_apart
from esmiuca.models import CNN

DENSE = "fc1"  # has nearly all numbers of the network
COMPARED = 500  # held-out pictures that decide how exact a moment's weights have to be
OTHERS = 40  # other held-out pictures, whose maps show what the dense layer sees
PATTERNS = 8
# Rounding steps, relative to how far the tensor's numbers move on average.
STEP = 4.0
FINE = 0.2  # of other large tensors: they are small next to the dense layer's, and cost little
VERY_FINE = 0.02
RAISE = 1.3  # factor on the exactness of a moment that is not faithful yet
PATIENCE = 24  # tries after which all become more exact, each time by …
FINER = (
    0.9  # … so much smaller a step: what rounding does by chance to the last moment of few may go on for long
)
MUCH_FINER = 0.7  # while more than half of the moments are not faithful
TRIES = 48
PART = 100  # pictures at a time


def pack(
    moments: Sequence[Weights],
    start: Weights,
    x: Float[Tensor, "N 1 28 28"],
    labels: Int64[Tensor, " N"],
    report: Callable[[int], None],
    limits: Limits = FAITHFUL,
    *,
    is_thorough: bool = False,
) -> Moving:
    """A run's weights, so exact that every moment reads as it did, within the limits.

    Args:
        start: the large tensors of the first moment.
        x: held-out pictures to compare on, and the last OTHERS of them to say what the dense layer sees.
        report: called with the number of readings done, of two for each moment.
        is_thorough: whether outliers are rounded finely too, see `take_apart`; retried so if the first try fails.

    Raises InputError where nothing is faithful enough.
    """
    read = Reader()
    answers = []
    for weights in moments:
        answers.append(read.answers(weights, read.maps(weights, x[:-OTHERS])))
        report(len(answers))
    whole = {
        name: np.stack([weights[name] for weights in moments]) for name in moments[0] if name not in start
    }
    moved: dict[str, Moved] = {}
    dense = f"{DENSE}.weight"
    for name, values in start.items():
        if name != dense:
            movement = movement_of(moments, name)
            directions, course = take_apart(
                movement,
                evenly_exact(movement),
                (VERY_FINE if is_thorough else FINE) * spread(movement),
                is_thorough=is_thorough,
            )
            moved[name] = Moved(directions.reshape(-1, *values.shape), course)

    maps, others = [], []
    for moment in range(len(moments)):
        made = {name: found.at(moment, start[name]) for name, found in moved.items()}
        weights = {**moments[moment], **made}
        maps.append(read.maps(weights, x[:-OTHERS]))
        seen = read.maps(weights, x[-OTHERS:])
        others.append(seen / max(float(np.sqrt((seen**2).mean())), 1e-12))
        report(len(moments) + moment + 1)
    patterns = patterns_of(np.concatenate(others), PATTERNS)
    movement = movement_of(moments, dense)
    step = STEP * spread(movement)
    exactness = evenly_exact(movement)
    short = np.ones(len(moments), bool)
    for tried in range(TRIES):
        directions, course = take_apart(movement, exactness, step, is_thorough=is_thorough)
        along = mended(directions, course, movement, patterns)
        found = Moved(directions.reshape(-1, *start[dense].shape), course, patterns, along)
        compared = [
            compare(
                answers[moment],
                read.answers({**moments[moment], dense: found.at(moment, start[dense])}, maps[moment]),
                labels[:-OTHERS].numpy(),
            )
            for moment in range(len(moments))
        ]
        short = np.array([not one.is_within(limits) for one in compared])
        if not short.any():
            return Moving(whole, {**moved, dense: found})
        if short.mean() > 0.5:
            step *= MUCH_FINER
            continue
        exactness[short] *= RAISE
        if tried >= PATIENCE:
            step *= FINER
    if not is_thorough:
        return pack(moments, start, x, labels, report, limits, is_thorough=True)
    raise InputError(
        f"After {TRIES} tries {int(short.sum())} moments still read otherwise than they did; give STEP a smaller value."
    )


class Reader:
    """The network in two parts: what its convolutions make of pictures, and what it reads from these maps."""

    def __init__(self) -> None:
        self.network = CNN()

    @torch.no_grad()
    def maps(self, weights: Weights, x: Float[Tensor, "N 1 28 28"]) -> Float32[np.ndarray, "N M"]:
        """What the dense layer gets."""
        self.network.load_state_dict(
            {name: torch.from_numpy(values.astype(np.float32)) for name, values in weights.items()}
        )
        return torch.cat([self.network.results(part)["flatten"] for part in x.split(PART)]).numpy()

    @torch.no_grad()
    def answers(self, weights: Weights, maps: Float32[np.ndarray, "N M"]) -> Int64[np.ndarray, " N"]:
        """The digits that are read."""
        of = {name: torch.from_numpy(values.astype(np.float32)) for name, values in weights.items()}
        inner = torch.relu(torch.from_numpy(maps) @ of["fc1.weight"].T + of["fc1.bias"])
        return (inner @ of["fc2.weight"].T + of["fc2.bias"]).argmax(1).numpy()


def movement_of(moments: Sequence[Weights], name: str) -> Float32[np.ndarray, "T N"]:
    """How a tensor differs from the first moment's."""
    all_of = np.stack([weights[name].astype(np.float32).ravel() for weights in moments])
    return all_of - all_of[0]


def evenly_exact(movement: Float32[np.ndarray, "T N"]) -> Float32[np.ndarray, " T"]:
    """Weights that make the rounding error of each moment the same share of its movement."""
    lengths = np.sqrt((movement**2).mean(1))
    return np.where(lengths > 0, lengths.max() / np.maximum(lengths, 1e-12), 1).astype(np.float32)


def spread(movement: Float32[np.ndarray, "T N"]) -> float:
    """How far numbers are moved, on average over all moments."""
    return max(float(np.sqrt((movement**2).mean())), 1e-12)
