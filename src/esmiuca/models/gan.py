"""Two networks that learn from each other: one makes digits out of noise, the other tells them from people's digits.

Source: Goodfellow et al. 2014, "Generative Adversarial Nets"; convolutions as in Radford et al. 2015 (DCGAN); the
discriminator's class by projection as in Miyato and Koyama 2018, "cGANs with Projection Discriminator".

python -c "from esmiuca.models import Discriminator, Generator; print(Generator(), Discriminator())"
"""

from __future__ import annotations

import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn
from torch.nn import functional as F

NOISE = 64  # numbers that a digit is made of
CLASSES = 10
SEED_MAPS, SEED_SIDE = 64, 7  # the small maps that noise becomes; doubled twice, they are 28×28
GENERATOR_WIDTHS = (64, 32)
DISCRIMINATOR_WIDTHS = (32, 64, 128)
DISCRIMINATOR_KERNELS = (4, 4, 3)  # each halves the picture: 28 → 14 → 7 → 4


class Generator(nn.Module):
    """Makes a digit: 64 random numbers and the digit wanted in, 28×28 pixels out. 290,881 parameters.

    No normalisation: each picture is made of its own numbers alone. The last layer is left as it comes, so that learning
    never stalls where a pixel is all black or all white; `results` ends with what is shown, clamped to 0–1.
    """

    def __init__(self) -> None:
        super().__init__()
        first, second = GENERATOR_WIDTHS
        self.fc = nn.Linear(NOISE + CLASSES, SEED_MAPS * SEED_SIDE * SEED_SIDE)
        self.conv1 = nn.Conv2d(SEED_MAPS, first, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(first, second, kernel_size=3, padding=1)
        self.conv3 = nn.Conv2d(second, 1, kernel_size=3, padding=1)
        self.relu = nn.ReLU()
        self.upsample = nn.Upsample(scale_factor=2)  # each value becomes a 2×2 square
        even_out(self)

    def forward(
        self, noise: Float[Tensor, "N 64"], labels: Int64[Tensor, " N"]
    ) -> Float[Tensor, "N 1 28 28"]:
        """Pictures from 0 (background) to 1 (ink), overshooting a little on both sides."""
        return self.results(wish(noise, labels))["conv3"]

    def results(self, wished: Float[Tensor, "N 74"]) -> dict[str, Tensor]:
        """Every intermediate result, by the names that the exported graph gives them."""
        fc = self.fc(wished)  # (N, 3136)
        fc_relu = self.relu(fc)
        maps = fc_relu.view(-1, SEED_MAPS, SEED_SIDE, SEED_SIDE)  # (N, 64, 7, 7)
        upsample1 = self.upsample(maps.contiguous(memory_format=torch.channels_last))  # (N, 64, 14, 14)
        conv1 = self.conv1(upsample1)  # (N, 64, 14, 14)
        conv1_relu = self.relu(conv1)
        upsample2 = self.upsample(conv1_relu)  # (N, 64, 28, 28)
        conv2 = self.conv2(upsample2)  # (N, 32, 28, 28)
        conv2_relu = self.relu(conv2)
        conv3 = self.conv3(conv2_relu)  # (N, 1, 28, 28)
        return {
            "fc": fc,
            "fc_relu": fc_relu,
            "maps": maps,
            "upsample1": upsample1,
            "conv1": conv1,
            "conv1_relu": conv1_relu,
            "upsample2": upsample2,
            "conv2": conv2,
            "conv2_relu": conv2_relu,
            "conv3": conv3,
            "picture": conv3.clamp(0, 1),
        }


class Discriminator(nn.Module):
    """Tells people's digits from generated ones: 28×28 pixels in, ten scores out, "how real as a 0, as a 1, …".

    A CNN of three convolutions, each halving the picture, and one dense layer. Of the ten scores only the one of the digit
    that the picture is meant to be says anything: a row for each class is what projection comes to.
    """

    def __init__(self) -> None:
        super().__init__()
        channels = (1, *DISCRIMINATOR_WIDTHS)
        self.conv1, self.conv2, self.conv3 = (
            nn.Conv2d(before, after, kernel_size=size, stride=2, padding=1)
            for before, after, size in zip(channels, channels[1:], DISCRIMINATOR_KERNELS, strict=False)
        )
        self.fc = nn.Linear(DISCRIMINATOR_WIDTHS[-1] * 4 * 4, CLASSES)
        self.relu = nn.ReLU()
        even_out(self)
        with torch.no_grad():
            self.fc.weight.mul_(0.1)  # undecided at the beginning

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Scores; higher is more real. Only differences mean something: nothing fixes where zero is."""
        return self.results(x)["scores"]

    def results(self, x: Float[Tensor, "N 1 28 28"]) -> dict[str, Tensor]:
        """Every intermediate result of `forward`, by the names that the exported graph gives them."""
        conv1 = self.conv1(x)  # (N, 32, 14, 14)
        conv1_relu = self.relu(conv1)
        conv2 = self.conv2(conv1_relu)  # (N, 64, 7, 7)
        conv2_relu = self.relu(conv2)
        conv3 = self.conv3(conv2_relu)  # (N, 128, 4, 4)
        conv3_relu = self.relu(conv3)
        flatten = conv3_relu.flatten(1)  # (N, 2048)
        return {
            "conv1": conv1,
            "conv1_relu": conv1_relu,
            "conv2": conv2,
            "conv2_relu": conv2_relu,
            "conv3": conv3,
            "conv3_relu": conv3_relu,
            "flatten": flatten,
            "scores": self.fc(flatten),  # (N, 10)
        }


def wish(noise: Float[Tensor, "N 64"], labels: Int64[Tensor, " N"]) -> Float[Tensor, "N 74"]:
    """What a generator is given: noise, then a one for the digit wanted among nine zeros."""
    return torch.cat([noise, F.one_hot(labels, CLASSES).to(noise.dtype)], 1)


def even_out(network: nn.Module) -> None:
    """Random weights that neither swell nor shrink what passes through ReLUs (He et al. 2015); no bias yet."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            assert module.bias is not None
            nn.init.zeros_(module.bias)
