"""A small network in VGG's manner: five blocks of two 3×3 convolutions and a pooling, then two dense layers.

Source: Simonyan and Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition", whose five
blocks take 224×224 pixels to 7×7; these take 28×28 to a single position.

python -c "from esmiuca.models import VGG; print(VGG())"
"""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

WIDTHS = (32, 64, 128, 128, 128)
DENSE = 128
CLASSES = 10
# Two pixels more than keeps the size: 28×28 becomes 32×32, which can be halved five times.
FIRST_PADDING = 3


class Block(nn.Module):
    """Two convolutions that keep the size, then the largest of each 2×2 window."""

    def __init__(self, in_channels: int, out_channels: int, padding: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, kernel_size=3, padding=padding)
        self.conv2 = nn.Conv2d(out_channels, out_channels, kernel_size=3, padding=1)


class VGG(nn.Module):
    """Tells garments apart: 28×28 pixels in, ten logits out. 894,570 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.block1 = Block(1, WIDTHS[0], FIRST_PADDING)  # → (N, 32, 16, 16)
        self.block2 = Block(WIDTHS[0], WIDTHS[1])  # → (N, 64, 8, 8)
        self.block3 = Block(WIDTHS[1], WIDTHS[2])  # → (N, 128, 4, 4)
        self.block4 = Block(WIDTHS[2], WIDTHS[3])  # → (N, 128, 2, 2)
        self.block5 = Block(WIDTHS[3], WIDTHS[4])  # → (N, 128, 1, 1)
        self.fc1 = nn.Linear(WIDTHS[4], DENSE)
        self.fc2 = nn.Linear(DENSE, CLASSES)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.block1, self.block2, self.block3, self.block4, self.block5

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1."""
        return self.results(x)["logits"]

    def results(self, x: Float[Tensor, "N 1 28 28"]) -> dict[str, Tensor]:
        """Every intermediate result of `forward`, by the names that the exported graph gives them."""
        results = {}
        for number, block in enumerate(self.blocks, 1):
            for index, conv in enumerate((block.conv1, block.conv2), 1):
                results[f"block{number}_conv{index}"] = x = conv(x)  # (N, C, H, W)
                results[f"block{number}_relu{index}"] = x = self.relu(x)
            results[f"block{number}_pool"] = x = self.pool(x)  # (N, C, H / 2, W / 2)
        results["flatten"] = x = x.flatten(1)  # (N, 128)
        results["fc1"] = x = self.fc1(x)  # (N, 128)
        results["fc1_relu"] = x = self.relu(x)
        results["logits"] = self.fc2(x)  # (N, 10)
        return results
