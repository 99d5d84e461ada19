"""The page's back-propagation through the trained network, against PyTorch's autograd."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

import numpy as np
import torch

from esmiuca.export.write import read_weights
from esmiuca.models import CNN

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts"
TOLERANCE = 1e-4


def test_every_output_of_the_trained_network_by_every_pixel() -> None:
    examples = json.loads((ARTIFACTS / "examples.json").read_text())["images"]
    pictures = np.stack([np.frombuffer(base64.b64decode(image["pixels"]), np.uint8) for image in examples])
    model = CNN().eval()
    weights = {
        name: torch.from_numpy(value.copy())
        for name, value in read_weights(ARTIFACTS / "network.onnx").items()
    }
    model.load_state_dict(weights)
    ink = (torch.from_numpy(pictures.astype(np.float32)) / 255).view(-1, 1, 28, 28).requires_grad_()
    logits = model(ink)
    expected = torch.stack(
        [
            torch.autograd.grad(logits[:, unit].sum(), ink, retain_graph=True)[0]
            for unit in range(logits.shape[1])
        ],
        dim=1,
    )  # (N, 10, 1, 28, 28)

    command = ["node", str(ROOT / "web/scripts/run-gradients.mjs"), str(ARTIFACTS)]
    done = subprocess.run(command, input=pictures.tobytes(), capture_output=True, check=True, timeout=120)
    own = np.frombuffer(done.stdout, np.float32).reshape(expected.shape)
    assert np.abs(expected.numpy()).max() > 0.1
    assert np.abs(own - expected.numpy()).max() <= TOLERANCE
