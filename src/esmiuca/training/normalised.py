"""The VGG as it is trained: with batch normalisation after each convolution, which folds into the convolution in the end.

In training, each map is normalised to mean 0 and variance 1 over the batch; without that, ten convolutions would hardly
learn in minutes. Afterwards mean and variance are fixed, so convolution and normalisation together are a convolution again. Source: Ioffe and Szegedy 2015, "Batch Normalization".
"""

from __future__ import annotations

import copy

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

from esmiuca.models import VGG
from esmiuca.training.norm import SharedBatchNorm2d


class NormalisedVGG(nn.Module):
    """28×28 pixels in, ten logits out."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = VGG()
        for conv in convolutions(self.plain):
            # Normalisation would cancel it: the norm has a bias of its own.
            assert conv.bias is not None
            nn.init.zeros_(conv.bias).requires_grad_(False)
        self.norms = nn.ModuleList(SharedBatchNorm2d(conv.out_channels) for conv in convolutions(self.plain))

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1."""
        x = x.to(memory_format=torch.channels_last)
        for index, (conv, norm) in enumerate(zip(convolutions(self.plain), self.norms, strict=True)):
            x = norm(conv(x))  # (N, C, H, W)
            # max(relu(a), relu(b)) = relu(max(a, b)): pooling first leaves a quarter to rectify.
            x = F.relu(F.max_pool2d(x, 2) if index % 2 else x)
        x = F.relu(self.plain.fc1(x.flatten(1)))  # (N, 128, 1, 1) → (N, 128)
        return self.plain.fc2(x)  # (N, 10)

    @torch.no_grad()
    def folded(self) -> VGG:
        """The same function without normalisation.

        γ · (conv(x) + b − μ) / √(σ² + ε) + β is a convolution with kernels w · s and bias (b − μ) · s + β, where
        s = γ / √(σ² + ε).
        """
        plain = copy.deepcopy(self.plain)
        for conv, norm in zip(convolutions(plain), self.norms, strict=True):
            assert isinstance(norm, SharedBatchNorm2d)
            assert norm.running_mean is not None
            assert norm.running_var is not None
            assert conv.bias is not None
            scale = norm.weight * (norm.running_var + norm.eps).rsqrt()  # (O,)
            conv.weight.mul_(scale[:, None, None, None])
            conv.bias.sub_(norm.running_mean).mul_(scale).add_(norm.bias)
        return plain


def convolutions(model: VGG) -> list[nn.Conv2d]:
    """Its convolutions, from the picture on."""
    return [conv for block in model.blocks for conv in (block.conv1, block.conv2)]
