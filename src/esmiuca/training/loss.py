"""The loss."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int64
from torch import Tensor

from esmiuca.settings.training import TrainingConfig
from esmiuca.training.batches import Batch
from esmiuca.training.material import NOT_A_DIGIT

SOFTNESS = 2.0  # temperature of distillation


def batch_loss(logits: Float[Tensor, "B 10"], batch: Batch, config: TrainingConfig) -> Tensor:
    """The mean over the pictures; for mixed ones, each label's loss is weighted by its share (Zhang et al. 2018)."""
    losses = picture_losses(logits, batch.labels, batch.taught, config)
    if batch.mixed is not None:
        partners = picture_losses(logits, batch.mixed.labels, batch.taught, config)
        losses = torch.lerp(partners, losses, batch.mixed.own)
    return losses.mean()


def picture_losses(
    logits: Float[Tensor, "B 10"],
    labels: Int64[Tensor, " B"],
    taught: Float[Tensor, "B 10"] | None,
    config: TrainingConfig,
) -> Float[Tensor, " B"]:
    """Cross-entropy: with the label where there is one, with even percentages where there is none.

    `label_smoothing` of the label is spread evenly.

    Where there is a teacher, `distillation` of a digit's is the cross-entropy with the teacher's percentages, both
    softened by a temperature of 2 (times its square, which keeps the gradients' size). With `distrust`, the label alone
    counts where the teacher reads another digit.
    """
    logs = F.log_softmax(logits, dim=1)  # (B, 10)
    digit = labels != NOT_A_DIGIT
    surprise = F.nll_loss(logs, labels.clamp(min=0), reduction="none")  # (B,)
    surprise = torch.lerp(surprise, -logs.mean(1), config.label_smoothing)
    loss = torch.where(digit, surprise, -logs.mean(1))
    if taught is not None:
        target = F.softmax(taught / SOFTNESS, dim=1)
        softened = -(target * F.log_softmax(logits / SOFTNESS, dim=1)).sum(1) * SOFTNESS**2
        heard = digit & (taught.argmax(1) == labels) if config.distrust else digit
        loss = torch.where(heard, torch.lerp(loss, softened, config.distillation), loss)
    return torch.where(digit, loss, loss * config.nondigit_weight)
