"""What the machine is good at: bfloat16, and keeping memory."""

from __future__ import annotations

import ctypes

import torch

M_MMAP_THRESHOLD, M_TRIM_THRESHOLD = -3, -1  # glibc's <malloc.h>
HUGE = 2**30  # bytes; more than any tensor of a step


def bf16_pays(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 in hardware; emulated, it would be slower than float32."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= (8, 0)
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def keep_memory() -> None:
    """Have this process keep the memory that a step frees, for the next step.

    Otherwise glibc hands each large tensor's memory back, and the system clears every page of it when the next step
    asks again: a third of the time of a step on a processor.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # only glibc has it
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, HUGE)
        mallopt(M_TRIM_THRESHOLD, HUGE)
