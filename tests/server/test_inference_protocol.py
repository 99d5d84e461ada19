"""The Open Inference Protocol v2."""

from __future__ import annotations

from typing import Any

import httpx
import numpy as np
import pytest

from esmiuca.inference.prediction import softmax
from esmiuca.server.detector import TensorDetector
from esmiuca.server.tensors import MAX_OUTPUT_VALUES, most_images

INFER = "/v2/models/digits/infer"
IMAGES = np.random.default_rng(3).integers(0, 256, (3, 28, 28), dtype=np.uint8)
INPUTS = IMAGES[:, None].astype(np.float32) / np.float32(255)  # (3, 1, 28, 28)


def request(images: np.ndarray = INPUTS, nested: bool = False, **changes: Any) -> dict[str, Any]:
    """A request; `changes` replaces keys of its input."""
    data = images.tolist() if nested else images.ravel().tolist()
    tensor = {"name": "image", "shape": list(images.shape), "datatype": "FP32", "data": data}
    return {"inputs": [tensor | changes]}


def outputs(answer: dict[str, Any]) -> dict[str, np.ndarray]:
    """The answer's tensors."""
    return {
        output["name"]: np.array(output["data"], np.float32).reshape(output["shape"])
        for output in answer["outputs"]
    }


def test_the_server_and_the_model_describe_themselves(client: httpx.Client) -> None:
    assert client.get("/v2").json()["extensions"] == []
    assert client.get("/v2/health/live").json() == {"live": True}
    assert client.get("/v2/health/ready").json() == {"ready": True}
    assert client.get("/v2/models/digits/ready").json() == {"name": "digits", "ready": True}
    model = client.get("/v2/models/digits").json()
    assert model == client.get("/v2/models/digits/versions/0.0.1").json()
    assert model["versions"] == ["0.0.1"]
    assert model["inputs"] == [{"name": "image", "datatype": "FP32", "shape": [-1, 1, 28, 28]}]
    shapes = {output["name"]: output["shape"] for output in model["outputs"]}
    assert shapes["conv2"] == [-1, 64, 24, 24]
    assert shapes["probabilities"] == [-1, 10]


@pytest.mark.parametrize("nested", [True, False])
@pytest.mark.parametrize("path", [INFER, "/v2/models/digits/versions/0.0.1/infer"])
def test_logits_and_probabilities(
    client: httpx.Client, detector: TensorDetector, nested: bool, path: str
) -> None:
    answer = client.post(path, json={"id": "a", **request(nested=nested)})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["model_name"], body["model_version"], body["id"]) == ("digits", "0.0.1", "a")
    logits = detector.logits(IMAGES)
    found = outputs(body)
    assert list(found) == ["logits", "probabilities"]
    np.testing.assert_allclose(found["logits"], logits, atol=1e-5)
    np.testing.assert_allclose(found["probabilities"], softmax(logits, 1.0), atol=1e-6)


def test_every_layer_can_be_asked_for(client: httpx.Client, detector: TensorDetector) -> None:
    names = [layer.name for layer in detector.manifest.layers]
    asked = [{"name": name} for name in [*names, "conv1"]]
    answer = client.post(INFER, json={**request(INPUTS[:1]), "outputs": asked})
    assert answer.status_code == 200
    assert "id" not in answer.json()
    found = outputs(answer.json())
    expected = detector.run(INPUTS[:1], names)
    assert list(found) == names
    for name in names:
        np.testing.assert_allclose(found[name], expected[name], atol=1e-5)


def test_64_images_fit_and_65_do_not(client: httpx.Client) -> None:
    whole = np.full((64, 1, 28, 28), 0.123456789, np.float32)
    assert outputs(client.post(INFER, json=request(whole)).json())["logits"].shape == (64, 10)
    answer = client.post(INFER, json=request(np.zeros((65, 1, 28, 28))))
    assert answer.status_code == 400
    assert "give [N, 1, 28, 28] with N from 1 to 64" in answer.json()["error"]


def test_large_outputs_are_given_for_few_images(client: httpx.Client, detector: TensorDetector) -> None:
    most = most_images(detector.manifest)
    assert most["logits"] == most["probabilities"] == 64
    assert most["conv2"] == 5
    everything = sum(np.prod(layer.shape) for layer in detector.manifest.layers) + 10
    assert everything * most["conv2_relu"] <= MAX_OUTPUT_VALUES
    asked = {**request(np.zeros((6, 1, 28, 28))), "outputs": [{"name": "conv2"}]}
    assert "at most 5 images" in client.post(INFER, json=asked).json()["error"]


SMALL = INPUTS[:1]
BAD_INPUTS = {
    "name": ({"name": "picture"}, "inputs[0].name is 'picture'; this model takes 'image'"),
    "datatype": ({"datatype": "FP64"}, "this model takes FP32"),
    "shape": ({"shape": [1, 784]}, "inputs[0].shape is [1, 784]"),
    "no images": ({"shape": [0, 1, 28, 28], "data": []}, "N from 1"),
    "empty shape": ({"shape": []}, "inputs[0].shape is []"),
    "huge shape": ({"shape": [10**4000, 1, 28, 28]}, "inputs[0].shape"),
    "too few": ({"data": [0.5] * 783}, "has 783 values; shape [1, 1, 28, 28] needs 784"),
    "ragged": ({"data": [[[[0.5] * 28] * 27 + [[0.5] * 27]]]}, "axis 3 has a list of 27"),
    "half nested": ({"data": [[[0.5] * 28] * 28]}, "axis 1 has a list of 28"),
    "mixed": ({"data": [[0.5], 0.5]}, "nest the lists"),
    "too deep": ({"data": [[[[[0.5]] * 28] * 28]]}, "value 0 is [0.5]"),
    "text": ({"data": ["0.5"] * 784}, "value 0 is '0.5'; give numbers from 0 to 1"),
    "true": ({"data": [True] * 784}, "value 0 is True"),
    "null": ({"data": [0.0] * 783 + [None]}, "value 783 is None"),
    "too large": ({"data": [0.0] * 783 + [255]}, "value 783 is 255"),
    "negative": ({"data": [-0.1] * 784}, "value 0 is -0.1"),
    "huge": ({"data": [10**4000] + [0] * 783}, "value 0 is 1000"),
    "unknown key": ({"content": 1}, "inputs[0].content"),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_a_bad_input_is_said(client: httpx.Client, name: str) -> None:
    changes, words = BAD_INPUTS[name]
    answer = client.post(INFER, json=request(SMALL, **changes))
    assert answer.status_code == 400
    assert words in answer.json()["error"]


BAD_BODIES = {
    "not JSON": (b"image", "Invalid JSON"),
    "NaN": (
        b'{"inputs": [{"name":"image","shape":[1,1,28,28],"datatype":"FP32","data":[NaN'
        + b",0" * 783
        + b"]}]}",
        "value 0 is nan",
    ),
    "a list": (b"[]", "body"),
    "no inputs": (b"{}", "inputs: Field required"),
    "two inputs": (b'{"inputs": []}', "has 0 tensors"),
    "a deep list": (b"[" * 100_000, "Invalid JSON"),
    "a number as id": (b'{"id": 1, "inputs": []}', "id: Input should be a valid string"),
    "latin-1": (b'{"id": "\xe9"}', "Invalid JSON"),
    "a huge integer": (b'{"inputs": [' + b"9" * 10_000 + b"]}", "request is not valid"),
    "half a pair": (b'{"id": "\\ud800", "inputs": []}', "Invalid JSON"),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_bad_body_is_said(client: httpx.Client, name: str) -> None:
    body, words = BAD_BODIES[name]
    answer = client.post(INFER, content=body)
    assert answer.status_code == 400
    assert words in answer.json()["error"]


def test_an_unknown_output_is_said_with_those_that_exist(client: httpx.Client) -> None:
    answer = client.post(INFER, json={**request(SMALL), "outputs": [{"name": "conv3"}]})
    assert answer.status_code == 400
    assert "outputs[0].name is 'conv3'; this model gives" in answer.json()["error"]
    assert "conv2" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/v2/models/letters", "/v2/models/digits/versions/9", "/v2/models"])
def test_another_model_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert path in answer.json()["error"]
