"""POST /api/read: numbers, single digits, nothing, bad pictures, and what is no number."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from esmiuca.cli.predict import predict
from server.pictures import claiming, dotted, number, one_grey, seven
from server.test_predict_route import BAD, MEDIA_TYPES


@pytest.mark.parametrize("format_name", MEDIA_TYPES)
def test_the_answer_is_the_command_lines(
    client: httpx.Client, model: Path, tmp_path: Path, format_name: str
) -> None:
    picture = number(format_name)
    path = tmp_path / "number"
    path.write_bytes(picture)
    printed = CliRunner().invoke(predict, [str(path), "--number", "--json", "--model", str(model)])
    answer = client.post("/api/read", content=picture, headers={"Content-Type": MEDIA_TYPES[format_name]})
    assert answer.status_code == 200
    assert answer.json() == {**json.loads(printed.stdout), "file": None}
    assert len(answer.json()["digits"]) == len(answer.json()["number"]) == 3


def test_each_digit_has_its_place(client: httpx.Client) -> None:
    digits = client.post("/api/read", content=number()).json()["digits"]
    assert [list(digit) for digit in digits] == [["digit", "verdict", "probabilities", "box"]] * 3
    lefts = [digit["box"]["x"] for digit in digits]
    assert lefts == pytest.approx([10, 50, 80], abs=3)
    assert [digit["box"]["height"] for digit in digits] == pytest.approx([31, 31, 31], abs=3)


def test_one_digit_is_read_as_predict_predicts_it(client: httpx.Client) -> None:
    (digit,) = client.post("/api/read", content=seven()).json()["digits"]
    digit.pop("box")
    said = client.post("/api/predict", content=seven()).json()
    said.pop("file")
    assert digit == said


def test_nothing_drawn_is_an_empty_number(client: httpx.Client) -> None:
    answer = client.post("/api/read", content=one_grey(50)).json()
    assert answer == {"file": None, "number": "", "digits": [], "signs": [], "probability": None}


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_said_as_by_predict(client: httpx.Client, name: str) -> None:
    body, status, words = BAD[name]
    answer = client.post("/api/read", content=body)
    assert answer.status_code == status
    assert words in answer.json()["error"]
    assert answer.json() == client.post("/api/predict", content=body).json()


def test_too_many_pieces_are_refused_in_a_sentence(client: httpx.Client) -> None:
    assert client.post("/api/read", content=dotted(8)).status_code == 200
    answer = client.post("/api/read", content=dotted(9))
    assert answer.status_code == 422
    assert answer.json()["error"] == (
        "The picture holds 81 separate pieces of ink, more than 64; give one line of digits on an even background."
    )
    assert client.post("/api/predict", content=dotted(9)).status_code == 200


def test_the_limits_are_predicts(client: httpx.Client) -> None:
    assert client.post("/api/read", content=one_grey(5000)).status_code == 200
    assert client.post("/api/read", content=claiming(5001, 5000)).status_code == 413
    body = seven()
    assert client.post("/api/read", content=body + bytes(10_000_001 - len(body))).status_code == 413
