"""Batch normalisation in two processes equals that of the whole batch in one: values, gradients, running statistics."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn

from esmiuca.training.norm import SharedBatchNorm2d


def normalise_half(rank: int, meeting: str) -> None:
    """One of two processes; if it raises, the test fails."""
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=2)
    generator = torch.Generator().manual_seed(0)
    x = (torch.randn(8, 5, 3, 3, generator=generator) * 3 + 1).requires_grad_()
    asked = torch.randn(8, 5, 3, 3, generator=generator)
    mine = slice(rank * 4, rank * 4 + 4)

    whole, shared = nn.BatchNorm2d(5), SharedBatchNorm2d(5)
    expected = whole(x)
    (expected * asked).sum().backward()
    half = x.detach()[mine].requires_grad_()
    actual = shared(half)
    (actual * asked[mine]).sum().backward()
    assert x.grad is not None
    torch.testing.assert_close(actual, expected[mine])
    torch.testing.assert_close(half.grad, x.grad[mine])
    for name, weight in shared.named_parameters():
        assert weight.grad is not None
        dist.all_reduce(weight.grad)
        torch.testing.assert_close(weight.grad, whole.get_parameter(name).grad)
    for name, remembered in shared.named_buffers():
        torch.testing.assert_close(remembered, whole.get_buffer(name))
    dist.destroy_process_group()


@pytest.mark.slow
def test_two_processes_normalise_as_one(tmp_path: Path) -> None:
    mp.spawn(normalise_half, args=(str(tmp_path / "meeting"),), nprocs=2)


def test_alone_it_is_batch_normalisation() -> None:
    x = torch.randn(8, 5, 3, 3, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(SharedBatchNorm2d(5)(x), nn.BatchNorm2d(5)(x))
