"""Writes the golden cases of the kernel and pooling laboratories, with PyTorch: python tests/parity/make_filter_cases.py

A grid of every size, stride, padding and dilation that the page offers, and what Hypothesis makes up beside it; a case
that PyTorch refuses has the result null. web/src/core/filter.ts and web/src/labs/kernels/pooling/poolPlane.ts are
tested against them.
"""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

FOLDER = Path(__file__).parent / "filter"
SEED = 1989
EXAMPLES = 150
EDGES = ["none", "zero", "reflect"]
Case = dict[str, Any]


def packed(values: Tensor) -> str:
    """Base64 of the numbers as little-endian float32."""
    return base64.b64encode(values.detach().numpy().astype("<f4").tobytes()).decode()


def unpacked(text: str, height: int, width: int) -> Tensor:
    """The numbers of `packed`, (1, 1, height, width)."""
    values = np.frombuffer(base64.b64decode(text), dtype="<f4").copy()
    return torch.from_numpy(values).reshape(1, 1, height, width)


def run(case: Case, picture: Tensor) -> Tensor | None:
    """What PyTorch makes of a case, (1, 1, H, W); None where it refuses."""
    size, stride, padding, dilation = (case[name] for name in ("size", "stride", "padding", "dilation"))
    try:
        if case["op"] == "max_pool2d":
            return functional.max_pool2d(picture, size, stride, padding, dilation)
        if case["op"] == "avg_pool2d":
            return functional.avg_pool2d(picture, size, stride, padding)
        kernel = unpacked(case["weights"], size, size)
        if case["edges"] == "reflect" and padding > 0:
            picture = functional.pad(picture, (padding,) * 4, mode="reflect")
        zeros = padding if case["edges"] == "zero" else 0
        return functional.conv2d(picture, kernel, stride=stride, padding=zeros, dilation=dilation)
    except RuntimeError:
        return None


def grid() -> Iterator[Case]:
    """Every combination that matters, on a picture that some of them are too large for."""
    for size, stride, dilation in itertools.product(range(1, 8), (1, 2, 3), (1, 2, 3)):
        for edges, padding in [("none", 0), *itertools.product(("zero", "reflect"), (0, 1, 2, 3, 9))]:
            yield {
                "op": "conv2d",
                "size": size,
                "stride": stride,
                "edges": edges,
                "padding": padding,
                "dilation": dilation,
            }
    for size, stride, padding, dilation in itertools.product(range(1, 6), (1, 2, 3), (0, 1, 2), (1, 2)):
        yield {"op": "max_pool2d", "size": size, "stride": stride, "padding": padding, "dilation": dilation}
    for size, stride, padding in itertools.product(range(1, 6), (1, 2, 3), (0, 1, 2)):
        yield {"op": "avg_pool2d", "size": size, "stride": stride, "padding": padding, "dilation": 1}


def made_up() -> list[tuple[Case, int, int]]:
    """Hypothesis's cases, the same at every run: case, height, width."""
    found: list[tuple[Case, int, int]] = []
    numbers = {"size": st.integers(1, 7), "stride": st.integers(1, 5), "padding": st.integers(0, 8)}
    shape = st.tuples(st.integers(1, 14), st.integers(1, 14))

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
    )
    @given(
        st.fixed_dictionaries(
            {
                "op": st.sampled_from(["conv2d", "max_pool2d", "avg_pool2d"]),
                **numbers,
                "dilation": st.integers(1, 4),
                "edges": st.sampled_from(EDGES),
            }
        ),
        shape,
    )
    def collect(case: Case, sides: tuple[int, int]) -> None:
        found.append((case, *sides))

    collect()
    return found


def complete(case: Case, height: int, width: int, rank_one: bool) -> Case:
    """The case with numbers for its picture and its kernel, and PyTorch's result."""
    if case["op"] != "conv2d":
        case.pop("edges", None)
        if case["op"] == "avg_pool2d":
            case["dilation"] = 1
    else:
        size = case["size"]
        kernel = torch.randn(1, 1, size, size)
        if rank_one:  # the page takes these in two passes
            kernel = torch.randn(1, 1, size, 1) @ torch.randn(1, 1, 1, size)
        case["weights"] = packed(kernel)
        if case["edges"] == "none":
            case["padding"] = 0
    picture = torch.rand(1, 1, height, width)
    if case["op"] != "conv2d":
        picture = picture * 2 - 1
    result = run(case, picture)
    shape = None if result is None else list(result.shape[2:])
    return {
        **case,
        "height": height,
        "width": width,
        "picture": packed(picture),
        "shape": shape,
        "result": None if result is None else packed(result),
    }


def cases() -> Iterator[Case]:
    """All of them; every third kernel of the grid is a column times a row."""
    for number, case in enumerate(grid()):
        yield complete(case, 11, 9, rank_one=number % 3 == 0)
    for number, (case, height, width) in enumerate(made_up()):
        yield complete(dict(case), height, width, rank_one=number % 3 == 0)


def main() -> None:
    """Write every operation into its own file, a case a line."""
    torch.manual_seed(SEED)
    FOLDER.mkdir(exist_ok=True)
    files: dict[str, list[str]] = {}
    for case in cases():
        files.setdefault(case["op"], []).append(json.dumps(case, separators=(",", ":")))
    for operation, lines in files.items():
        (FOLDER / f"{operation}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
