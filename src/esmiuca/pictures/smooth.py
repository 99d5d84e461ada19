"""Smooth surfaces through a few nodes."""

from __future__ import annotations

from functools import lru_cache

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor


def smooth(nodes: Float[Tensor, "N C n n"], side: int) -> Float[Tensor, "N C side side"]:
    """The nodes joined bicubically on a grid of `side` points a side, as F.interpolate does it.

    Bicubic interpolation is linear in the nodes, and the same along rows and columns: two products with one small matrix,
    which a graphics card makes thirty times as fast.
    """
    matrix = weights(nodes.shape[-1], side).to(nodes.device)
    return matrix @ nodes @ matrix.T


@lru_cache(maxsize=16)  # of some kB
def weights(nodes: int, side: int) -> Float[Tensor, "side n"]:
    """How much each node counts at each point."""
    return F.interpolate(torch.eye(nodes)[None, None], size=(side, nodes), mode="bicubic")[0, 0]
