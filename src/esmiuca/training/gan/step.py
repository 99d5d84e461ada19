"""One step of the duel: noise → digits → judged → whose loss → the gradients of both networks."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn
from torch.nn import functional as F

from esmiuca.models import Discriminator, Generator

MEASURES: tuple[str, ...] = (
    "generator_loss",
    "discriminator_loss",
    "real_steepness",
    "fake_steepness",
    "fooled",
)


class Networks(nn.Module):
    """Both networks as one, so that they are averaged, optimised and saved as one."""

    def __init__(self) -> None:
        super().__init__()
        self.generator = Generator()
        self.discriminator = Discriminator()


@dataclass(frozen=True)
class Judged:
    """What a step found; scores are of the digit that each picture is meant to be."""

    fake: Float[Tensor, "B 1 28 28"]
    real_scores: Float[Tensor, " B"]
    fake_scores: Float[Tensor, " B"]
    generator_loss: Float[Tensor, ""]
    discriminator_loss: Float[Tensor, ""]  # without the penalty
    real_steepness: Float[Tensor, ""]  # mean of |∂score/∂picture|², which the penalty keeps small
    fake_steepness: Float[Tensor, ""]

    @property
    def fooled(self) -> Float[Tensor, ""]:
        """Share of the pairs whose generated digit is held the more real."""
        return (self.fake_scores > self.real_scores).float().mean()

    def means(self) -> dict[str, float]:
        """What the batch comes to, by MEASURES."""
        return {name: float(getattr(self, name)) for name in MEASURES}


def find_gradients(
    networks: Networks,
    real: Float[Tensor, "B 1 28 28"],
    labels: Int64[Tensor, " B"],
    noise: Float[Tensor, "B 64"],
    gradient_penalty: float,
    bf16: bool,
) -> Judged:
    """Fill every weight's `grad`: the generator's of its loss, the discriminator's of its own.

    Relativistic: each real digit is compared with a generated one of the same digit. With d the first one's score minus
    the second one's, the discriminator's loss is softplus(−d), large where it holds the generated one the more real; the
    generator's is softplus(d), large where it does not (Jolicoeur-Martineau 2018; as here, with a penalty on the steepness
    at real (R1) and at generated (R2) digits, Huang et al. 2024, "The GAN is dead; long live the GAN!").
    """
    count, device = len(real), real.device
    networks.zero_grad(set_to_none=True)
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16):
        fake = networks.generator(noise, labels).float()  # (B, 1, 28, 28)
        pictures = torch.cat([real, fake.detach()]).requires_grad_()  # (2B, 1, 28, 28)
        every = networks.discriminator(pictures).float()  # (2B, 10)
        scores = every.gather(1, labels.repeat(2)[:, None])[:, 0]  # (2B,)
        (slopes,) = torch.autograd.grad(scores.sum(), pictures, create_graph=True)  # (2B, 1, 28, 28)
    steepness = slopes.float().square().sum((1, 2, 3))  # (2B,)
    real_steepness, fake_steepness = steepness[:count].mean(), steepness[count:].mean()
    ahead = scores[:count] - scores[count:]  # (B,)
    discriminator_loss = F.softplus(-ahead).mean()
    (discriminator_loss + gradient_penalty / 2 * (real_steepness + fake_steepness)).backward()
    # How the generator's loss follows each of its pictures: through the score, whose slope is known already.
    # ∂softplus(d)/∂score = −sigmoid(d), and each picture has one part in B of the mean.
    through = -torch.sigmoid(ahead.detach()) / count  # (B,)
    fake.backward(through[:, None, None, None] * slopes[count:].detach().float())
    return Judged(
        fake=fake.detach(),
        real_scores=scores[:count].detach(),
        fake_scores=scores[count:].detach(),
        generator_loss=F.softplus(ahead.detach()).mean(),
        discriminator_loss=discriminator_loss.detach(),
        real_steepness=real_steepness.detach(),
        fake_steepness=fake_steepness.detach(),
    )
