"""Muon: momentum whose step has all its directions equally large.

A gradient of a weight matrix has a few strong directions and many weak ones; replacing its singular values by 1 lets the
weak ones learn as fast. Source: Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks"
(https://kellerjordan.github.io/posts/muon); the step's size as in Liu et al. 2025, "Muon is scalable for LLM training",
so that one learning rate suits these matrices and what AdamW does with the other weights.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from jaxtyping import Float
from torch import Tensor, nn

# A polynomial a x + b x³ + c x⁵ that takes any singular value in (0, 1] to about 1 within five rounds.
COEFFICIENTS = (3.4445, -4.7750, 2.0315)
ROUNDS = 5
SIZE = 0.2  # root mean square of a step's elements, as AdamW's are


class Muon(torch.optim.Optimizer):
    """For the weights between the first layer and the last; a kernel counts as a matrix of (out, in · kH · kW)."""

    def __init__(
        self, parameters: Iterable[nn.Parameter], lr: float, weight_decay: float, momentum: float = 0.95
    ) -> None:
        super().__init__(parameters, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """One update: w ← (1 − lr · decay) w − lr · size · orthogonal(momentum)."""
        for group in self.param_groups:
            for weight in group["params"]:
                state = self.state[weight]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(weight)
                state["momentum"].lerp_(weight.grad, 1 - group["momentum"])
                ahead = weight.grad.lerp(state["momentum"], group["momentum"])  # Nesterov's
                step = orthogonal(ahead.reshape(len(ahead), -1)).reshape(weight.shape)
                longer = max(len(weight), weight[0].numel())
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.add_(step, alpha=-group["lr"] * SIZE * longer**0.5)


def orthogonal(matrix: Float[Tensor, "R C"]) -> Float[Tensor, "R C"]:
    """About U Vᵀ of the matrix U S Vᵀ, its singular values between 0.7 and 1.2: Newton and Schulz's iteration.

    Each round multiplies from the left by a polynomial of x xᵀ, so the rounds are made on that small square matrix alone,
    and their product meets the large one once. That leaves time for float32: rounded to bfloat16, the weakest directions,
    which five rounds make 480 times as large, would be mostly noise.
    """
    a, b, c = COEFFICIENTS
    x = matrix.T if matrix.shape[0] > matrix.shape[1] else matrix
    square = x @ x.T
    size = square.trace().clamp(min=1e-14)  # of all squares: singular values are at most its root
    square /= size
    rounds = torch.eye(len(square), device=x.device) / size.sqrt()
    for _ in range(ROUNDS):
        polynomial = torch.addmm(square, square, square, beta=b, alpha=c)
        polynomial.diagonal().add_(a)
        rounds = polynomial @ rounds
        square = polynomial @ square @ polynomial
    x = rounds @ x
    return x.T if matrix.shape[0] > matrix.shape[1] else x
