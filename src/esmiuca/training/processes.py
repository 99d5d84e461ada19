"""Several processes, on one machine or many, that train one network, each on its share of every batch.

`torchrun` starts and numbers them. Each holds the whole network; gradients are averaged before each step, so all take the
same step, and the result is that of one process with the whole batch: in float32 but for the order of the sums; in bfloat16
each process rounds the gradients of its own share, so that the runs part slowly and end as good, not the same. Source: Li et al. 2020, "PyTorch
Distributed: Experiences on accelerating data parallel training".
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from esmiuca.errors import InputError

T = TypeVar("T")
CPU = torch.device("cpu")


@dataclass(frozen=True)
class Processes:
    """This process, `rank` of `count`; rank 0 writes and prints. With one process every method returns its input."""

    rank: int = 0
    count: int = 1
    device: torch.device = CPU

    @property
    def first(self) -> bool:
        return self.rank == 0

    def share(self, batch_size: int) -> slice:
        """Which pictures of a batch are this process's."""
        size = batch_size // self.count
        return slice(self.rank * size, (self.rank + 1) * size)

    def together(self, module: nn.Module) -> nn.Module:
        """The module, whose gradients are from now on the mean of all processes'."""
        return DistributedDataParallel(module, forward_sync_buffers=False) if self.count > 1 else module

    def add_up(self, values: list[float]) -> list[float]:
        """The sums of what all processes give, element by element."""
        if self.count == 1:
            return values
        sums = torch.tensor(values, dtype=torch.float64, device=self.device)
        dist.all_reduce(sums)
        return sums.tolist()

    def from_first(self, make: Callable[[], T]) -> T:
        """What `make` returns on the first process, on all of them: other machines don't need its files."""
        if self.count == 1:
            return make()
        made: list[Any] = [make() if self.first else None]
        dist.broadcast_object_list(made, src=0, device=self.device)
        return made[0]


def join() -> Processes:
    """This process's place among those that torchrun started, or alone; with a graphics card where there is one."""
    local = int(os.environ.get("LOCAL_RANK", "0"))
    device = CPU
    if torch.cuda.is_available():
        if local >= torch.cuda.device_count():
            raise InputError(
                f"nproc-per-node is above {local}, but there are {torch.cuda.device_count()} graphics cards; "
                "start one process a card."
            )
        device = torch.device("cuda", local)
        torch.cuda.set_device(device)
        torch.backends.cudnn.benchmark = True  # batches have one size: let cuDNN find its fastest algorithm
    if not dist.is_torchelastic_launched():
        return Processes(device=device)
    if not dist.is_initialized():
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    return Processes(dist.get_rank(), dist.get_world_size(), device)


def leave() -> None:
    """Ends the connection to the other processes, if any, and the program with it.

    Gloo's threads may outlive the connection and abort the process while the interpreter shuts down
    (https://github.com/pytorch/pytorch/pull/179291); torchrun would then kill the others too. So the interpreter is not shut
    down.
    """
    if dist.is_initialized():
        dist.destroy_process_group()
        atexit.register(_end)


def _end() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
