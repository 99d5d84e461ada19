"""The larger network whose answers the deck's network may learn from: deeper, with batch normalisation.

It is never shipped. It gives softer targets than labels: how much a damaged 4 is also a 9. Source: Hinton,
Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network"; the student sees the same varied picture as the
teacher, as in Beyer et al. 2022, "Knowledge distillation: A good teacher is patient and consistent".
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

from esmiuca.models import CNN
from esmiuca.training.checkpoint import load_checkpoint
from esmiuca.training.forward import TrainingForward
from esmiuca.training.norm import SharedBatchNorm2d
from esmiuca.training.run_state import part, start_from
from esmiuca.training.start import is_shipped, starting_weights


class Teacher(nn.Module):
    """Four convolutions: 28×28 pixels in, ten logits out.

    0.3 million parameters and twice the student's operations at a width of 1, which multiplies the maps of every layer.
    """

    def __init__(self, width: int = 1) -> None:
        super().__init__()
        a, b, c = 32 * width, 64 * width, 128 * width
        self.conv1 = nn.Conv2d(1, a, kernel_size=5)
        self.conv2 = nn.Conv2d(a, b, kernel_size=3, bias=False)
        self.conv3 = nn.Conv2d(b, c, kernel_size=3, bias=False)
        self.conv4 = nn.Conv2d(c, c, kernel_size=3, bias=False)
        self.norms = nn.ModuleList(SharedBatchNorm2d(channels) for channels in (b, c, c))
        self.fc = nn.Linear(c * 7 * 7, 10)

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1 (ink)."""
        x = x.to(memory_format=torch.channels_last)
        x = F.relu(self.conv1(x))  # (N, 32, 24, 24)
        x = F.max_pool2d(self.conv2(x), 2)  # (N, 64, 22, 22) → (N, 64, 11, 11)
        x = F.relu(self.norms[0](x))
        x = F.relu(self.norms[1](self.conv3(x)))  # (N, 128, 9, 9)
        x = F.relu(self.norms[2](self.conv4(x)))  # (N, 128, 7, 7)
        return self.fc(x.contiguous().flatten(1))  # (N, 6272) → (N, 10)


@torch.no_grad()
def answer(teacher: nn.Module, x: Float[Tensor, "N 1 28 28"], bf16: bool) -> Float[Tensor, "N 10"]:
    """The teacher's logits."""
    with torch.autocast(x.device.type, dtype=torch.bfloat16, enabled=bf16):
        return teacher(x).float()


def load_teacher(checkpoint: Path) -> nn.Module:
    """The averaged teacher of a checkpoint, ready to answer; or the network that is shipped, for one that goes on from it."""
    if is_shipped(checkpoint):
        shipped = CNN()
        start_from(starting_weights(checkpoint), shipped, checkpoint)
        return TrainingForward(shipped).to(memory_format=torch.channels_last).eval()  # pyright: ignore[reportCallIssue]
    tensors, _ = load_checkpoint(checkpoint)
    averaged = part(tensors, "average.")
    teacher = Teacher(width=len(averaged.get("conv1.weight", ())) // 32 or 1)
    start_from(averaged, teacher, checkpoint)
    return teacher.to(memory_format=torch.channels_last).eval()  # pyright: ignore[reportCallIssue]
