"""`esmiuca predict` as a person or a script uses it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageDraw

from esmiuca import Detector
from esmiuca.cli.predict import predict
from inference.small_artifacts import write_artifacts

BAD = "bad.png"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_artifacts(tmp_path_factory.mktemp("model"))


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """A folder: three pictures (one in a subfolder, one blank), a hidden one, a text file."""
    folder = tmp_path / "scans"
    (folder / "more").mkdir(parents=True)
    image = Image.new("L", (60, 50), 255)
    image.save(folder / "empty.webp")
    ImageDraw.Draw(image).line([(20, 10), (35, 10), (25, 40)], fill=0, width=4)
    image.save(folder / "seven.PNG")
    image.save(folder / "more" / "seven [1].jpg")
    image.save(folder / ".hidden.png")
    (folder / "notes.txt").write_text("not a picture")
    return folder


def run(model: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(predict, ["--model", str(model), *map(str, arguments)])


def lines(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_is_one_object_a_line_in_order(model: Path, scans: Path):
    result = run(model, scans, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    answers = lines(result)
    assert [answer["file"] for answer in answers] == [
        str(scans / "empty.webp"),
        str(scans / "more" / "seven [1].jpg"),
        str(scans / "seven.PNG"),
    ]
    assert [list(answer) for answer in answers] == [["file", "digit", "verdict", "probabilities"]] * 3
    assert [answer["verdict"] for answer in answers] == ["blank", "digit", "digit"]
    assert answers[0]["digit"] is None
    expected = Detector(model).predict(scans / "seven.PNG")
    assert answers[2]["digit"] == expected.digit
    np.testing.assert_allclose(answers[2]["probabilities"], expected.probabilities, atol=1e-6)
    assert all(sum(answer["probabilities"]) == pytest.approx(1) for answer in answers)


def test_globs_and_names_that_look_like_globs(model: Path, scans: Path):
    found = lines(run(model, scans / "**" / "*.[jP]*", "--json"))
    assert [Path(answer["file"]).name for answer in found] == ["seven [1].jpg", "seven.PNG"]
    exact = lines(run(model, scans / "more" / "seven [1].jpg", "--json"))
    assert [Path(answer["file"]).name for answer in exact] == ["seven [1].jpg"]


def test_csv_has_a_header_and_an_empty_digit_where_refused(model: Path, scans: Path):
    result = run(model, scans, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["file", "digit", "verdict", *(f"probability_{digit}" for digit in range(10))]
    assert [row["verdict"] for row in rows] == ["blank", "digit", "digit"]
    assert rows[0]["digit"] == ""
    assert rows[1]["digit"] in set("0123456789")


def test_the_table_names_every_file_whole(model: Path, scans: Path):
    result = run(model, scans)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 4
    assert str(scans / "more" / "seven [1].jpg") in result.stdout
    assert "blank" in result.stdout


def test_a_bad_file_is_told_and_skipped(model: Path, scans: Path):
    bad = scans / BAD
    bad.write_bytes(b"\x89PNG\r\n\x1a\n nothing")
    result = run(model, bad, scans / "seven.PNG", scans / "none.png", "--json")
    assert result.exit_code == 2
    assert [Path(answer["file"]).name for answer in lines(result)] == ["seven.PNG"]
    told = result.stderr.splitlines()
    assert len(told) == 2
    assert told[0].startswith(f"esmiuca: {bad} is truncated or damaged")
    assert told[1] == f"esmiuca: {scans / 'none.png'} does not exist; give the path of a picture."


def test_globs_and_folders_without_a_picture_are_told(model: Path, tmp_path: Path):
    (tmp_path / "nothing").mkdir()
    result = run(model, tmp_path / "*.png", tmp_path / "nothing", "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "*.png matches no file; check the pattern." in result.stderr
    assert "nothing holds no picture" in result.stderr


def test_more_files_than_one_batch(model: Path, scans: Path):
    many = [scans / "seven.PNG", scans / "empty.webp"] * 150
    answers = lines(run(model, *many, "--json"))
    assert [answer["file"] for answer in answers] == [str(path) for path in many]
    assert [answer["verdict"] for answer in answers] == ["digit", "blank"] * 150


def test_two_forms_at_once_are_refused(model: Path, scans: Path):
    result = run(model, scans, "--json", "--csv")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_no_file_is_refused(model: Path):
    assert run(model).exit_code == 2


def test_a_folder_that_is_no_model_is_one_sentence(tmp_path: Path, scans: Path):
    command = [sys.executable, "-m", "esmiuca.cli.main", "predict", "--model", tmp_path, scans, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("esmiuca: no manifest.json in ")
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    """A folder: a 1 and a 7 side by side, a blank sheet, and more dots than a number has pieces."""
    folder = tmp_path / "numbers"
    folder.mkdir()
    image = Image.new("L", (90, 50), 255)
    image.save(folder / "empty.png")
    pen = ImageDraw.Draw(image)
    pen.line([(15, 10), (15, 40)], fill=0, width=4)
    pen.line([(40, 10), (55, 10), (45, 40)], fill=0, width=4)
    image.save(folder / "two.png")
    dots = np.full((60, 60), 255, np.uint8)
    dots.reshape(10, 6, 10, 6)[:, :3, :, :3] = 0
    Image.fromarray(dots).save(folder / "dots.png")
    return folder


def test_numbers_as_json_hold_every_digit_and_its_box(model: Path, numbers: Path):
    result = run(model, numbers / "two.png", numbers / "empty.png", "--number", "--json")
    assert result.exit_code == 0
    two, empty = lines(result)
    assert list(two) == ["file", "number", "digits", "signs", "probability"]
    assert len(two["number"]) == len(two["digits"]) == 2
    assert two["digits"][0]["box"] == {"x": 14, "y": 10, "width": 4, "height": 31}
    expected = Detector(model).read(numbers / "two.png")
    assert two["number"] == expected.text
    np.testing.assert_allclose(two["digits"][1]["probabilities"], expected.digits[1].probabilities, atol=1e-6)
    assert empty == {
        "file": str(numbers / "empty.png"),
        "number": "",
        "digits": [],
        "signs": [],
        "probability": None,
    }


def test_numbers_as_csv_have_a_line_for_each_digit(model: Path, numbers: Path):
    result = run(model, numbers / "two.png", numbers / "empty.png", "--number", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(Path(row["file"]).name, row["place"]) for row in rows] == [
        ("two.png", "1"),
        ("two.png", "2"),
        ("empty.png", "0"),
    ]
    assert rows[0]["number"] == rows[1]["number"] == "".join(row["digit"] or "?" for row in rows[:2])
    assert [row["verdict"] for row in rows] == ["digit", "digit", "blank"]
    assert int(rows[0]["x"]) < int(rows[1]["x"])


def test_the_table_of_numbers_says_how_sure_of_each_digit(model: Path, numbers: Path):
    result = run(model, numbers / "two.png", numbers / "empty.png", "--number")
    assert result.exit_code == 0
    head, two, empty = result.stdout.splitlines()
    assert head.split() == ["file", "number", "sure"]
    assert two.count("%") == 2
    assert empty.split()[-2:] == ["—", "blank"]


def test_what_is_no_number_is_told_and_skipped(model: Path, numbers: Path):
    result = run(model, numbers, "--number", "--json")
    assert result.exit_code == 2
    assert [Path(answer["file"]).name for answer in lines(result)] == ["empty.png", "two.png"]
    told = result.stderr.replace("\n", " ")
    assert told.startswith(f"esmiuca: {numbers / 'dots.png'}: the picture holds 81 separate pieces of ink")
