"""POST /api/predict: good pictures, bad ones, and what is not a picture."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from PIL import Image

from esmiuca.cli.predict import predict
from esmiuca.server.detector import TensorDetector
from server.pictures import claiming, encode, one_grey, photograph, progressive, seven, webp

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}


@pytest.mark.parametrize("format_name", MEDIA_TYPES)
@pytest.mark.parametrize("claims", [True, False])
def test_the_answer_is_the_command_lines(
    client: httpx.Client, model: Path, tmp_path: Path, format_name: str, claims: bool
) -> None:
    picture = seven(format_name)
    path = tmp_path / "seven"
    path.write_bytes(picture)
    printed = CliRunner().invoke(predict, [str(path), "--json", "--model", str(model)])
    headers = {"Content-Type": MEDIA_TYPES[format_name]} if claims else {}
    answer = client.post("/api/predict", content=picture, headers=headers)
    assert answer.status_code == 200
    assert answer.json() == {**json.loads(printed.stdout), "file": None}
    assert answer.json()["verdict"] == "digit"


def test_an_empty_picture_is_blank(client: httpx.Client) -> None:
    answer = client.post("/api/predict", content=one_grey(100)).json()
    assert (answer["digit"], answer["verdict"]) == (None, "blank")


@pytest.mark.parametrize(
    "content_type", ["image/jpg", "image/JPEG; q=1", "application/octet-stream", "text/plain"]
)
def test_what_does_not_contradict_is_read(client: httpx.Client, content_type: str) -> None:
    answer = client.post("/api/predict", content=seven("JPEG"), headers={"Content-Type": content_type})
    assert answer.status_code == 200


BAD = {
    "empty": (b"", 400, "empty"),
    "text": (b"seven", 415, "not a PNG, JPEG or WebP"),
    "another picture format": (seven("GIF"), 415, "not a PNG, JPEG or WebP"),
    "a form": (b"--x\r\nContent-Disposition: form-data\r\n\r\n" + seven(), 415, "as the body"),
    "truncated PNG": (seven()[:-40], 422, "truncated"),
    "truncated JPEG": (seven("JPEG")[:-100], 422, "truncated"),
    "truncated WebP": (seven("WEBP")[:-20], 422, "truncated"),
    "only a signature": (seven()[:8], 422, "truncated"),
    "another format behind the signature": (seven()[:8] + seven("JPEG"), 422, "truncated"),
    "a bomb by its header": (claiming(50_000, 50_000), 413, "10000000 bytes and 25000000 pixels"),
    "a header that warns": (claiming(10_000, 10_000), 413, "10000000 bytes and 25000000 pixels"),
    "a bomb that is real": (
        one_grey(5001),
        413,
        "= 25010001 pixels, more than 25000000; send a picture of at most 10000000 bytes and 25000000",
    ),
    "a long one": (encode(Image.new("1", (65_536, 1))), 413, "a side of more than 65535; send"),
    "a large WebP": (webp(), 413, "more than 6250000; send"),
    "a large progressive JPEG": (progressive(), 413, "more than 12500000; send"),
    "a deep one": (encode(Image.new("I;16", (4000, 3200))), 413, "more than 12500000; send"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_said_and_the_next_request_is_served(client: httpx.Client, name: str) -> None:
    body, status, words = BAD[name]
    answer = client.post("/api/predict", content=body)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert words in answer.json()["error"]
    assert client.post("/api/predict", content=seven()).status_code == 200


@pytest.mark.parametrize("claimed", ["image/jpeg", "image/webp", "image/gif", "image/svg+xml"])
def test_a_disguised_file_is_not_opened(client: httpx.Client, claimed: str) -> None:
    answer = client.post("/api/predict", content=seven(), headers={"Content-Type": claimed})
    assert answer.status_code == 415
    assert answer.json()["error"] == f"Content-Type is {claimed}, but the body is image/png; make them agree."


def test_the_limits_themselves_are_allowed(client: httpx.Client) -> None:
    assert client.post("/api/predict", content=one_grey(5000)).status_code == 200
    body = seven()
    assert client.post("/api/predict", content=body + bytes(10_000_000 - len(body))).status_code == 200
    too_large = client.post("/api/predict", content=body + bytes(10_000_001 - len(body)))
    assert too_large.status_code == 413
    assert too_large.json()["error"].startswith(
        "The body is larger than 10000000 bytes; send a picture of at most"
    )


def test_deep_pictures_are_read(client: httpx.Client) -> None:
    assert client.post("/api/predict", content=encode(Image.new("I;16", (40, 40), 9))).status_code == 200


def test_other_methods_name_the_right_one(client: httpx.Client) -> None:
    answer = client.get("/api/predict")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert answer.json()["error"] == "GET is not possible at /api/predict; use POST."


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_phones_photograph_is_read_as_on_the_command_line(
    client: httpx.Client, detector: TensorDetector, orientation: int
) -> None:
    """12 megapixels, 2 to 6 MB."""
    body = photograph(orientation)
    assert 2_000_000 < len(body) < 6_000_000
    answer = client.post("/api/predict", content=body)
    assert answer.status_code == 200
    assert answer.json() == {"file": None, **detector.predict(body).to_dict()}
    read = client.post("/api/read", content=body).json()
    assert read == {"file": None, **detector.read(body).to_dict()}
    width, height = (4032, 3024) if orientation == 1 else (3024, 4032)
    assert all(digit["box"]["x"] + digit["box"]["width"] <= width for digit in read["digits"])
    assert all(digit["box"]["y"] + digit["box"]["height"] <= height for digit in read["digits"])
    assert any(max(digit["box"]["width"], digit["box"]["height"]) > 1000 for digit in read["digits"])
