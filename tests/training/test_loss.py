"""The loss: with labels, without, with a teacher, and of mixed pictures."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from esmiuca.settings.training import TrainingConfig
from esmiuca.training.batches import Batch, Mixed
from esmiuca.training.loss import SOFTNESS, batch_loss
from esmiuca.training.material import NOT_A_DIGIT

X = torch.empty(0)  # the loss looks at what the network made of the pictures, not at them


def test_the_loss_asks_for_the_label_or_for_even_percentages() -> None:
    config = TrainingConfig()
    logits = torch.tensor([[3.0] + [0.0] * 9, [0.0] * 10])
    digit, none = torch.tensor([0]), torch.tensor([NOT_A_DIGIT])
    of_digit = batch_loss(logits[:1], Batch(X, digit), config)
    assert float(of_digit) == pytest.approx(float(F.cross_entropy(logits[:1], digit)))
    even = batch_loss(logits[1:], Batch(X, none), config)
    assert float(even) == pytest.approx(0.5 * np.log(10))
    assert float(batch_loss(logits[:1], Batch(X, none), config)) > float(even)


def test_distillation_is_least_where_the_teacher_is_met() -> None:
    taught = torch.randn(4, 10, generator=torch.Generator().manual_seed(0))
    logits = taught.clone().requires_grad_()
    loss = batch_loss(logits, Batch(X, torch.tensor([0, 1, 2, 3]), taught), TrainingConfig(distillation=1.0))
    loss.backward()
    entropy = -(F.softmax(taught / SOFTNESS, 1) * F.log_softmax(taught / SOFTNESS, 1)).sum(1).mean()
    assert float(loss.detach()) == pytest.approx(float(entropy) * SOFTNESS**2, rel=1e-5)
    assert logits.grad is not None
    assert float(logits.grad.abs().max()) < 1e-6


def test_a_teacher_that_reads_another_digit_may_be_left_unheard() -> None:
    taught = torch.zeros(2, 10)
    taught[0, 0] = taught[1, 7] = 5.0
    logits = torch.randn(2, 10, generator=torch.Generator().manual_seed(2))
    config = TrainingConfig(distillation=1.0)

    def losses(given: torch.Tensor | None, config: TrainingConfig) -> list[float]:
        """Of a 0 that the teacher reads as a 0, and of a 1 that it reads as a 7."""
        labels = torch.tensor([0, 1])
        return [
            float(
                batch_loss(
                    logits[i : i + 1],
                    Batch(X, labels[i : i + 1], None if given is None else given[i : i + 1]),
                    config,
                )
            )
            for i in (0, 1)
        ]

    alone, trusting, wary = (
        losses(None, config),
        losses(taught, config),
        losses(taught, config.replace(distrust=True)),
    )
    assert wary == [pytest.approx(trusting[0]), pytest.approx(alone[1])]
    assert trusting[1] != pytest.approx(alone[1])


def test_a_mixed_picture_is_asked_for_both_labels_by_their_shares() -> None:
    logits = torch.randn(2, 10, generator=torch.Generator().manual_seed(1))
    mixed = Mixed(torch.tensor([5, NOT_A_DIGIT]), torch.tensor([0.7, 1.0]))
    target = torch.zeros(2, 10)
    target[0, 3], target[0, 5], target[1, 4] = 0.7, 0.3, 1.0
    loss = batch_loss(logits, Batch(X, torch.tensor([3, 4]), mixed=mixed), TrainingConfig())
    assert float(loss) == pytest.approx(float(F.cross_entropy(logits, target)))
