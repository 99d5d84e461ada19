"""The digits that the page mixes with generated ones: unseen, as many of each, pixel by pixel."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path

import numpy as np

from esmiuca.data import load_mnist
from esmiuca.export.gan.real import REAL_OF_EACH, write_real


def test_as_many_of_each_digit_with_every_grey_level(tmp_path: Path) -> None:
    unseen = load_mnist("train")[:600]
    write_real(tmp_path / "gan", unseen)
    written = json.loads((tmp_path / "gan" / "real.json").read_text(encoding="utf-8"))
    assert "CC BY-SA 3.0" in written["source"]
    images = written["images"]
    assert Counter(image["label"] for image in images) == dict.fromkeys(range(10), REAL_OF_EACH)
    assert len({image["index"] for image in images}) == len(images)
    for image in images:
        assert image["label"] == unseen.labels[image["index"]]
        pixels = np.frombuffer(base64.b64decode(image["pixels"]), np.uint8)
        assert (pixels.reshape(28, 28) == unseen.images[image["index"]]).all()
