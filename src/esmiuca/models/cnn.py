"""The deck's network: two convolutions, one pooling, two dense layers. 1,199,882 parameters.

python -c "from esmiuca.models import CNN; print(CNN())"
"""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn


class CNN(nn.Module):
    """Reads a digit: 28×28 pixels in, ten logits out.

    What the field calls convolution is cross-correlation: the kernel slides over the picture without
    being flipped. No padding anywhere, so each 3×3 kernel costs one pixel on every side.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3)
        self.fc1 = nn.Linear(64 * 12 * 12, 128)
        self.fc2 = nn.Linear(128, 10)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1 (ink)."""
        x = self.relu(self.conv1(x))  # (N, 32, 26, 26)
        x = self.pool(self.relu(self.conv2(x)))  # (N, 64, 24, 24) → (N, 64, 12, 12)
        x = x.view(x.size(0), -1)  # (N, 9216)
        x = self.relu(self.fc1(x))  # (N, 128)
        return self.fc2(x)  # (N, 10)

    def results(self, x: Float[Tensor, "N 1 28 28"]) -> dict[str, Tensor]:
        """Every intermediate result of `forward`, by the names that the exported graph gives them."""
        conv1 = self.conv1(x)  # (N, 32, 26, 26)
        conv1_relu = self.relu(conv1)
        conv2 = self.conv2(conv1_relu)  # (N, 64, 24, 24)
        conv2_relu = self.relu(conv2)
        pool = self.pool(conv2_relu)  # (N, 64, 12, 12)
        flatten = pool.view(pool.size(0), -1)  # (N, 9216)
        fc1 = self.fc1(flatten)  # (N, 128)
        fc1_relu = self.relu(fc1)
        logits = self.fc2(fc1_relu)  # (N, 10)
        return {
            "conv1": conv1,
            "conv1_relu": conv1_relu,
            "conv2": conv2,
            "conv2_relu": conv2_relu,
            "pool": pool,
            "flatten": flatten,
            "fc1": fc1,
            "fc1_relu": fc1_relu,
            "logits": logits,
        }
