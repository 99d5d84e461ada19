"""Batch normalisation of a batch that several processes share."""

from __future__ import annotations

from typing import Any

import torch
import torch.distributed as dist
from jaxtyping import Float
from torch import Tensor, nn


class AddUp(torch.autograd.Function):
    """The sum of a tensor over all processes; each one's gradient is likewise what all ask for together."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        total = x.clone()
        dist.all_reduce(total)
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        return AddUp.forward(ctx, *gradients)


class SharedBatchNorm2d(nn.BatchNorm2d):
    """nn.BatchNorm2d whose mean and variance are those of the whole batch, not of one process's share.

    nn.SyncBatchNorm does the same, but on graphics cards only. Source: Ioffe and Szegedy 2015, "Batch Normalization".
    """

    def forward(self, input: Float[Tensor, "B C H W"]) -> Float[Tensor, "B C H W"]:
        if not self.training or not dist.is_initialized():
            return super().forward(input)
        x = input.float()
        count = x.numel() // x.shape[1] * dist.get_world_size()
        mean = AddUp.apply(x.sum((0, 2, 3))) / count  # (C,)
        centred = x - mean[:, None, None]
        variance = AddUp.apply(centred.square().sum((0, 2, 3))) / count
        with torch.no_grad():
            assert self.running_mean is not None
            assert self.running_var is not None
            assert self.num_batches_tracked is not None
            assert self.momentum is not None
            self.num_batches_tracked += 1
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(variance * count / (count - 1), self.momentum)
        scale = self.weight * (variance + self.eps).rsqrt()
        return (centred * scale[:, None, None] + self.bias[:, None, None]).to(input.dtype)
