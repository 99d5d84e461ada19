"""Multi-layer perceptrons: the picture as one vector, and nothing but weighted sums.

python -c "from esmiuca.models import MLP; print(MLP())"
"""

from __future__ import annotations

from collections.abc import Sequence

from jaxtyping import Float
from torch import Tensor, nn

PIXELS = 28 * 28
CLASSES = 10
BIG = (1008, 400)  # 1,198,890 parameters, as near as hundreds come to the CNN's 1,199,882
SMALL = (64,)  # 50,890 parameters


class MLP(nn.Module):
    """Reads a picture that it is given as a mere list: 784 pixels in, ten logits out.

    Which pixel lies beside which it is never told: shuffled pixels are as good to it as any.
    """

    def __init__(self, hidden: Sequence[int] = BIG) -> None:
        super().__init__()
        sizes = (PIXELS, *hidden, CLASSES)
        self.names = tuple(f"fc{index + 1}" for index in range(len(hidden) + 1))
        for name, before, after in zip(self.names, sizes[:-1], sizes[1:], strict=True):
            self.add_module(name, nn.Linear(before, after))
        self.relu = nn.ReLU()

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1 (ink)."""
        return self.results(x)["logits"]

    def results(self, x: Float[Tensor, "N 1 28 28"]) -> dict[str, Tensor]:
        """Every intermediate result of `forward`, by the names that the exported graph gives them."""
        results = {"flatten": (x := x.reshape(x.size(0), -1))}  # (N, 784)
        *hidden, last = self.names
        for name in hidden:
            results[name] = self.get_submodule(name)(x)  # (N, hidden)
            results[f"{name}_relu"] = x = self.relu(results[name])
        results["logits"] = self.get_submodule(last)(x)  # (N, 10)
        return results
