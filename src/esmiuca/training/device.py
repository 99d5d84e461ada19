"""What the machine has: bfloat16, memory."""

from __future__ import annotations

import torch

STEP_BYTES = 2**30  # more than any tensor of a step


def bf16_pays(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 in hardware; emulated, it would be slower than float32."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= (8, 0)
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
