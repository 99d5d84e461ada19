"""The network's forward pass as training runs it: the same numbers in less time, with dropout.

It computes the same as models/cnn.py. max(relu(a), relu(b)) = relu(max(a, b)), so pooling first leaves a quarter of the
values to rectify. Channels-last memory suits convolutions on processors; fc1's columns are reordered to match it, which is
cheaper than reordering the maps and their gradients. Dropout (Srivastava et al. 2014) exists only in training.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

from esmiuca.models import CNN
from esmiuca.pictures.chance import rand

# By what pool's maps (N, 64, 1, 1) and fc1's values (N, 128) are multiplied: 0 leaves one out.
Kept = tuple[Tensor, Tensor]


class TrainingForward(nn.Module):
    """The CNN as a module whose forward pass is training's."""

    def __init__(self, model: CNN) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Float[Tensor, "N 1 28 28"], kept: Kept | None = None) -> Float[Tensor, "N 10"]:
        return training_forward(self.model, x, kept)


def training_forward(
    model: CNN, x: Float[Tensor, "N 1 28 28"], kept: Kept | None = None
) -> Float[Tensor, "N 10"]:
    """Logits."""
    x = x.to(memory_format=torch.channels_last)
    x = F.relu_(model.conv1(x))  # (N, 32, 26, 26)
    x = F.relu_(F.max_pool2d(model.conv2(x), 2))  # (N, 64, 24, 24) → (N, 64, 12, 12)
    if kept is not None:
        x = x * kept[0].to(x.dtype)
    columns = model.fc1.weight.to(x.dtype).unflatten(1, x.shape[1:]).permute(0, 2, 3, 1)  # (128, 12, 12, 64)
    x = F.linear(x.permute(0, 2, 3, 1).flatten(1), columns.flatten(1), model.fc1.bias)
    x = F.relu_(x)  # (N, 128)
    if kept is not None:
        x = x * kept[1].to(x.dtype)
    return model.fc2(x)  # (N, 10)


def draw_kept(count: int, dropout: float, generator: torch.Generator) -> Kept:
    """Masks that leave out `dropout` of fc1's values and half as much of pool's whole maps.

    0 for that share and 1 / (1 − share) for the others, so that the mean stays 1.
    """
    maps = rand((count, 64, 1, 1), generator) >= dropout / 2
    values = rand((count, 128), generator) >= dropout
    return maps.float() / (1 - dropout / 2), values.float() / (1 - dropout)
