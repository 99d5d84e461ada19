"""The model card says what the manifest and evaluation.json say, and nothing else."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from esmiuca.cli.card import card
from esmiuca.errors import InputError
from esmiuca.evaluation.card import CARD_NAME, model_card
from esmiuca.evaluation.card_limits import limits
from esmiuca.evaluation.markdown import listed
from esmiuca.evaluation.record import ABLATION_NAME, RECORD_NAME

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
MANIFEST = json.loads((ARTIFACTS / "manifest.json").read_text())
RECORD = json.loads((ARTIFACTS / RECORD_NAME).read_text())
ABLATION = json.loads((ARTIFACTS / ABLATION_NAME).read_text())


def test_the_shipped_card_is_what_the_generator_gives_now() -> None:
    assert (ARTIFACTS / CARD_NAME).read_text() == model_card(MANIFEST, RECORD, ABLATION), "run `esmiuca card`"


def test_every_figure_comes_from_what_was_measured() -> None:
    record = copy.deepcopy(RECORD)
    record["test"] |= {"accuracy": 0.1234, "expected_calibration_error": 0.2345}
    record["pen"]["uji-pen-strokes"]["all"]["expected_calibration_error"] = 0.3456
    record["corruptions"] |= {"zigzag": 0.4567, "mean": 0.5678}
    record["load_digits"]["accuracy"] = 0.6789
    record["others"]["fashion-mnist"]["others_auroc"] = 0.7891
    record["scribbles"]["hatching"]["others_auroc"] = 0.8912
    written = model_card(MANIFEST, record)
    for figure in ("0.8912", "12.34%", "23.45%", "34.56%", "45.67%", "**56.78%**", "67.89%", "0.7891"):
        assert figure in written, figure
    assert "The corruptions that harm most are zigzag (45.67%)" in written


def test_what_each_part_gains_is_told_against_the_whole_recipe() -> None:
    whole = {
        "name": "whole",
        "what": "the whole recipe",
        "clean": 0.98,
        "varied": 0.95,
        "spoilt": 0.8,
        "drawn": 0.9,
    }
    plain = whole | {"name": "plain", "what": "plain", "clean": 0.985, "drawn": 0.7, "auroc": 0.5}
    record = {
        "epochs": 3,
        "images": 12_000,
        "seeds": 4,
        "larger_width": 3,
        "config": MANIFEST["training"]["config"]
        | {"augmentation": MANIFEST["training"]["config"]["augmentation"] | {"coarse": 0.5}},
        "preprocessing": {
            "sheets": 1234,
            "ways": [
                {"name": "whole", "what": "as it is", "right": 0.99, "standard_error": 0.0},
                {"name": "no-crop", "what": "not cut out", "right": 0.8, "standard_error": 0.01},
                {"name": "no-mass", "what": "by the box", "right": 0.985, "standard_error": 0.004},
            ],
        },
        "standard_errors": {"clean": 0.0026, "varied": 0.004, "spoilt": 0.01, "drawn": 0.03, "auroc": 0.01},
        "variants": [whole | {"auroc": 0.9}, plain],
    }
    written = model_card(MANIFEST, RECORD, record)
    assert "| the whole recipe | 98.00% | 95.00% | 80.00% | 90.00% | 0.9000 |" in written
    assert (
        "| plain | 98.50% (+0.50) | 95.00% (+0.00) | 80.00% (+0.00) | 70.00% **(-20.00)** | 0.5000 **(-0.4000)** |"
        in written
    )
    assert "3 epochs of 12,000 of MNIST's images each, 4 of each recipe by other seeds" in written
    assert "with 3 times as many maps" in written
    assert (
        "0.26 (clean), 0.40 (varied), 1.00 (spoilt) and 3.00 (drawn) points, and 0.0100 of the AUROC"
        in written
    )
    assert "`coarse` 0.5 (there 0.06) and no larger network to learn from but in its own row." in written
    assert "1,234 held-out images" in written
    assert "| as it is | 99.00% |" in written
    assert "| not cut out | 80.00% **(-19.00)** |" in written
    assert "| by the box | 98.50% (-0.50) |" in written
    assert "What each part of the recipe gains" not in model_card(MANIFEST, RECORD)


def test_every_stage_is_listed_with_its_command_and_where_it_stopped() -> None:
    config = MANIFEST["training"]["config"] | {"start": None, "teacher": "runs/big/best.safetensors"}
    teacher = config | {"network": "teacher", "teacher": None, "epochs": 40}
    teacher["augmentation"] = config["augmentation"] | {"damage": 0.5}
    training = {
        "run": "runs/last",
        "command": "esmiuca train --run runs/last --teacher runs/big/best.safetensors",
        "epochs_finished": config["epochs"],
        "config": config,
        "earlier": [
            {
                "run": "runs/big",
                "command": "esmiuca train --run runs/big --network teacher",
                "epochs_finished": 31,
                "config": teacher,
            }
        ],
    }
    written = model_card(MANIFEST | {"training": training}, RECORD)
    at = [
        written.index(text)
        for text in ("1. `esmiuca train --run runs/big", "2. `esmiuca train --run runs/last")
    ]
    assert at == sorted(at)
    assert "3. `esmiuca export --run runs/last`" in written
    assert "Stopped after epoch 31 of 40." in written
    assert written.count("Stopped after") == 1
    assert written.count("Pictures varied by: `plain`") == 1
    assert f"Pictures varied as before but for `damage` {config['augmentation']['damage']:g}." in written
    assert "were not recorded" not in written

    del training["earlier"]
    assert "The runs behind `runs/big/best.safetensors` were not recorded" in model_card(
        MANIFEST | {"training": training}, RECORD
    )


def test_other_peoples_pens_and_fonts_are_named_with_their_checksums() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["training"]["config"]["augmentation"] |= {"pens": 0.4, "printed": 0.3}
    manifest["training"]["found"] = {
        "pens": {
            "title": "Pendigits",
            "file": "p.tra",
            "sha256": "abc123",
            "digits": 5994,
            "held_out_digits": 1500,
            "held_out_writers": ["3", "8"],
        },
        "fonts": {
            "families": ["A", "B"],
            "faces": 7,
            "held_out_families": ["C"],
            "sha256": "def456",
        },
    }
    assert "`pens` 0 (there 0.4), `printed` 0 (there 0.3)" in model_card(manifest, RECORD, ABLATION)
    manifest["metrics"] |= {"pens_validation": {}, "printed_validation": {}}
    written = model_card(manifest, RECORD, ABLATION)
    assert (
        "in styles that were not trained on, on digits of people whose pens were not and on printed ones"
        in written
    )
    assert "- **Pendigits** (E. Alpaydin" in written
    assert "5,994 digits" in written
    assert "40% as many as MNIST's (`written.py`). The 1,500 of 2 other people" in written
    assert "**Printed digits** of 2 families" in written
    assert "(7 faces" in written
    assert "30% as many as MNIST's (`printed.py`); 1 other families" in written
    assert "`p.tra`, SHA-256 `abc123`" in written
    assert "Pendigits" not in model_card(
        MANIFEST | {"training": MANIFEST["training"] | {"found": {}}}, RECORD
    )


def test_photographs_are_named_where_the_network_learnt_from_them() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["training"]["config"]["augmentation"] |= {"photographs": 0.15}
    assert "- **Photographs made by program**, 15% as many as MNIST's" in model_card(manifest, RECORD)
    manifest["training"]["config"]["augmentation"]["photographs"] = 0.0
    assert "Photographs made by program" not in model_card(manifest, RECORD)


def test_limits_name_the_worst() -> None:
    confusion = [[100 if label == digit else 0 for digit in range(10)] for label in range(10)]
    confusion[4][9], confusion[7][1] = 3, 5
    record = {
        "test": {
            "confusion": confusion,
            "mistakes": 8,
            "label_errors": {"known": 15, "mistaken": 2, "read_as_people_do": 1},
        },
        "corruptions": {"fog": 0.9, "zigzag": 0.5, "stripe": 0.7, "shear": 0.8, "mean": 0.725},
        "curves": {
            "thickened": {"unit": "pixels", "accuracy": [[-2, 0.8], [-1, 0.99], [0, 0.995], [3, 0.97]]}
        },
        "pen": {
            "strokes": {
                "letters": [
                    {"letter": "l", "drawings": 5, "refused": 0.1, "read_as": 1},
                    {"letter": "w", "drawings": 5, "refused": 0.9, "read_as": 3},
                    {"letter": "O", "drawings": 5, "refused": 0.0, "read_as": 0},
                ]
            }
        },
    }
    written = "\n".join(limits(record))
    assert "7 read as 1 (5) and 4 read as 9 (3)" in written
    assert "harm most are zigzag (50.00%), stripe (70.00%) and shear (80.00%)" in written
    assert (
        "strokes thicker by −1 to 0 pixels are still read right at least 99% of the time; at −2, 80.00%"
        in written
    )
    assert "O (as 0) and l (as 1)." in written


def test_words_are_listed() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "none",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_card_of_what_was_measured_on_other_weights_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    with pytest.raises(InputError, match="evaluation.json is not a record of measurements .*make evaluation"):
        CliRunner().invoke(card, ["--model", str(tmp_path)], catch_exceptions=False)
    other = RECORD | {"network": RECORD["network"] | {"sha256": {}}}
    (tmp_path / RECORD_NAME).write_text(json.dumps(other))
    with pytest.raises(InputError, match="other sha256"):
        CliRunner().invoke(card, ["--model", str(tmp_path)], catch_exceptions=False)
    assert not (tmp_path / CARD_NAME).exists()
    (tmp_path / RECORD_NAME).write_text(json.dumps(RECORD))
    CliRunner().invoke(card, ["--model", str(tmp_path)], catch_exceptions=False)
    assert (tmp_path / CARD_NAME).read_text() == model_card(MANIFEST, RECORD)
    (tmp_path / ABLATION_NAME).write_text("{")
    with pytest.raises(InputError, match=r"can't be read .*; measure again with `make ablation`\."):
        CliRunner().invoke(card, ["--model", str(tmp_path)], catch_exceptions=False)
