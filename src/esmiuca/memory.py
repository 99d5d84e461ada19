"""Keeping memory: what one step or one request frees is there for the next."""

from __future__ import annotations

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # glibc's <malloc.h>


def keep_memory(size: int) -> None:
    """Have this process keep freed blocks of memory of up to `size` bytes, and up to that much at its heap's end.

    Otherwise glibc hands each large array's memory back, and the system clears every page of it when the next one is
    asked for: a third of the time of a training step, and more of the time of reading a picture.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # only glibc has it
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, size)
        mallopt(M_TRIM_THRESHOLD, size)
