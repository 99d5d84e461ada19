"""The network's forward pass as training runs it: the same numbers in less time, with dropout.

What is different from models/cnn.py leaves the network as it is. max(relu(a), relu(b)) = relu(max(a, b)), so pooling
first leaves a quarter of the values to rectify; channels-last memory suits bfloat16 convolutions on processors;
dropout (Srivastava et al. 2014) only exists while training.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from esmiuca.models import CNN


def training_forward(
    model: CNN, x: Float[Tensor, "N 1 28 28"], dropout: float, generator: torch.Generator
) -> Float[Tensor, "N 10"]:
    """Logits, with `dropout` of fc1's values and half as much of pool's whole maps left out."""
    x = x.to(memory_format=torch.channels_last)
    x = F.relu(model.conv1(x))  # (N, 32, 26, 26)
    x = F.relu(F.max_pool2d(model.conv2(x), 2))  # (N, 64, 24, 24) → (N, 64, 12, 12)
    x = x * kept((len(x), x.shape[1], 1, 1), dropout / 2, generator).to(x.dtype)
    x = x.contiguous().flatten(1)  # (N, 9216)
    x = F.relu(model.fc1(x))  # (N, 128)
    return model.fc2(x * kept(tuple(x.shape), dropout, generator).to(x.dtype))  # (N, 10)


def kept(shape: tuple[int, ...], share: float, generator: torch.Generator) -> Tensor:
    """0 for about `share` of the values and 1 / (1 − share) for the others, so that the mean stays 1."""
    if share == 0:
        return torch.ones(shape)
    return (torch.rand(shape, generator=generator) >= share).float() / (1 - share)
