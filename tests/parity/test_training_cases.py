"""The cases that the page's training step is tested against are those of the weights as they are shipped."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from esmiuca.export.write import read_weights
from esmiuca.models import CNN

HERE = Path(__file__).parent
ARTIFACTS = HERE.parents[1] / "artifacts"
ALL = json.loads((HERE / "training" / "gradients.json").read_text())
CASES = [case for case in ALL if case["network"] == "artifacts"]


def test_there_are_cases() -> None:
    assert len(CASES) == 3
    assert len(ALL) > len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['example']}-as-{case['label']}")
def test_gradients_are_of_the_shipped_weights(case: dict[str, Any]) -> None:
    model = CNN().double()
    weights = read_weights(ARTIFACTS / "network.onnx").items()
    model.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in weights})
    example = json.loads((ARTIFACTS / "examples.json").read_text())["images"][case["example"]]
    grey = np.frombuffer(base64.b64decode(example["pixels"]), np.uint8).astype(np.float32)
    logits = model(torch.from_numpy(grey / np.float32(255)).double().view(1, 1, 28, 28))
    loss = F.cross_entropy(logits, torch.tensor([case["label"]]))
    loss.backward()
    assert loss.item() == pytest.approx(case["loss"], rel=1e-6)
    for name, weight in model.named_parameters():
        assert weight.grad is not None
        assert float(weight.grad.norm()) == pytest.approx(case["gradients"][name]["norm"], rel=1e-6)
