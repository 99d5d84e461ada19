"""Whatever somebody or a disk does to a run's folder: it goes on to the same numbers, or says in one sentence why not."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.torch import save_file

from esmiuca.data import Dataset, load_mnist
from esmiuca.errors import CheckpointError, EsmiucaError, InputError
from esmiuca.export.studio.fidelity import FAITHFUL
from esmiuca.export.studio.write import write_run
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Trainer
from esmiuca.training.checkpoint import load_checkpoint, load_halves, save_checkpoint, save_halves
from esmiuca.training.live import Live
from esmiuca.training.recording import is_finished, read_lines
from esmiuca.training.report import averaged_model
from esmiuca.training.run_log import forget_after, read_log
from esmiuca.training.stages import epochs_finished
from esmiuca.training.teacher import load_teacher

CONFIG = TrainingConfig(
    network="small-mlp",
    epochs=2,
    batch_size=32,
    limit=64,
    validation_size=20,
    augment=False,
    optimizer="adamw",
)
FILES = ["config.json", "metrics.jsonl", "live.jsonl", "last.safetensors", "best.safetensors"]
JSON_VALUES = st.sampled_from([None, True, -3, 0, 7, 1e300, float("nan"), "", "x", [], {}, [1], {"epoch": 1}])


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_mnist("train")[:200]


@pytest.fixture(scope="module")
def stopped(digits: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was stopped in its second epoch; no test changes it."""
    folder = tmp_path_factory.mktemp("stopped") / "run"
    train(folder, digits, resume=False, until=3)
    return folder


@pytest.fixture(scope="module")
def finished(digits: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same run, never disturbed."""
    folder = tmp_path_factory.mktemp("finished") / "run"
    train(folder, digits, resume=False)
    return folder


@pytest.fixture
def run(stopped: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(stopped, tmp_path / "run"))


def train(folder: Path, digits: Dataset, *, resume: bool = True, until: int | None = None) -> None:
    """As `esmiuca train --live` does."""
    config = TrainingConfig.load(folder / "config.json") if resume else CONFIG
    trainer = Trainer(folder, config, digits, resume=resume)
    live = Live(trainer)
    live.begin()

    def report(progress: Any) -> None:
        live(progress)
        trainer.stop_requested = progress.total_step == until

    trainer.run(report)
    live.end()


def assert_ends_as(folder: Path, expected: Path) -> None:
    for name in ("last.safetensors", "best.safetensors"):
        tensors, state = load_checkpoint(folder / name)
        others, other_state = load_checkpoint(expected / name)
        assert state == other_state
        for key, value in others.items():
            assert torch.equal(tensors[key], value), key


def without_checksum(path: Path, **state: Any) -> None:
    """The checkpoint as earlier versions wrote it, with other values in its state."""
    with safe_open(path, framework="pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        told = json.loads(file.metadata()["state"])
    told.pop("config")
    save_file(tensors, path, {"state": json.dumps(told | state)})


def flip(path: Path, count: int, seed: int = 0) -> None:
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(count if content else 0):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


# -- any file, anyhow --------------------------------------------------------------------------------------------


def spoil(path: Path, how: str, amount: float, value: Any, chance: random.Random) -> None:
    """Flips bits, cuts the file off, fills it, or puts another value somewhere into its JSON."""
    if how == "flip":
        flip(path, 1 + int(50 * amount), chance.randrange(2**32))
    elif how == "truncate":
        path.write_bytes(path.read_bytes()[: int(amount * path.stat().st_size)])
    elif how == "fill":
        content = path.read_bytes()
        at = int(amount * len(content))
        path.write_bytes(content[:at] + bytes(min(512, len(content) - at)) + content[at + 512 :])
    elif path.suffix == ".json":
        path.write_text(replaced(path.read_text(), value, chance))
    elif path.suffix == ".jsonl":
        lines = path.read_text().splitlines()
        at = chance.randrange(len(lines))
        lines[at] = replaced(lines[at], value, chance)
        path.write_text("\n".join(lines) + "\n")


def replaced(text: str, value: Any, chance: random.Random) -> str:
    told = json.loads(text)
    if chance.random() < 0.2:
        return json.dumps(value)
    told[chance.choice(list(told))] = value
    return json.dumps(told)


@settings(max_examples=40, derandomize=True)
@given(
    st.sampled_from(FILES),
    st.sampled_from(["flip", "truncate", "fill", "value"]),
    st.floats(0, 1, exclude_max=True),
    JSON_VALUES,
    st.randoms(use_true_random=False),
)
def test_a_spoilt_file_changes_no_number(
    stopped: Path,
    finished: Path,
    digits: Dataset,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    how: str,
    amount: float,
    value: Any,
    chance: random.Random,
) -> None:
    run = Path(shutil.copytree(stopped, tmp_path_factory.mktemp("spoilt") / "run"))
    spoil(run / name, how, amount, value, chance)
    said = refusal(lambda: train(run, digits))
    if said is None:
        assert_ends_as(run, finished)
    for look in (read_lines, is_finished, epochs_finished):
        said = said or refusal(lambda look=look: look(run))
    if said is not None:
        assert re.fullmatch(rf".*{re.escape(str(run))}.*\.", said)
    shutil.rmtree(run)


def refusal(act: Callable[[], object]) -> str | None:
    """The sentence that a person gets; None where it was done."""
    try:
        act()
    except EsmiucaError as error:
        return str(error)
    return None


# -- checkpoints -------------------------------------------------------------------------------------------------


def test_flipped_bits_are_told_and_the_other_checkpoint_goes_on(
    run: Path, finished: Path, digits: Dataset
) -> None:
    flip(run / "last.safetensors", 50)
    with pytest.raises(
        CheckpointError, match=r"last\.safetensors is damaged.*copy best\.safetensors over it to go on"
    ):
        train(run, digits)
    shutil.copy(run / "best.safetensors", run / "last.safetensors")
    train(run, digits)
    assert_ends_as(run, finished)


def test_no_single_bit_passes(tmp_path: Path) -> None:
    path = tmp_path / "last.safetensors"
    save_checkpoint(path, {"a": torch.tensor([[1.0, 2.0]]), "b": torch.tensor(3)}, {"step": 4})
    content = path.read_bytes()
    for index in range(0, len(content) * 8, 3):
        spoilt = bytearray(content)
        spoilt[index // 8] ^= 1 << index % 8
        path.write_bytes(spoilt)
        try:
            tensors, state = load_checkpoint(path)
        except CheckpointError:
            continue
        # What passes says the same: a digit's case in the checksum does not, a blank in the header may.
        assert (tensors["a"].tolist(), int(tensors["b"]), state) == ([[1.0, 2.0]], 3, {"step": 4})


def test_a_damaged_best_is_told_before_anything_is_trained(run: Path, digits: Dataset) -> None:
    before = (run / "metrics.jsonl").read_text()
    flip(run / "best.safetensors", 50)
    with pytest.raises(
        CheckpointError, match=r"best\.safetensors is damaged.*copy last\.safetensors over it"
    ):
        train(run, digits)
    (run / "best.safetensors").unlink()
    with pytest.raises(CheckpointError, match=r"best\.safetensors does not exist"):
        train(run, digits)
    assert (run / "metrics.jsonl").read_text() == before


def test_a_checkpoint_of_an_earlier_version_goes_on(run: Path, finished: Path, digits: Dataset) -> None:
    for name in ("last.safetensors", "best.safetensors"):
        without_checksum(run / name)
    train(run, digits)
    assert_ends_as(run, finished)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"epoch": -3}, "epoch=-3 (Input should be greater than or equal to 0)"),
        ({"epoch": 9}, "says epoch=9, step=1 of 2 epochs with 2 steps each"),
        ({"epoch": True}, "epoch=True"),
        ({"step": 2}, "says epoch=1, step=2 of 2 epochs"),
        ({"step": None}, "step=None"),
        ({"best": None}, "best=None (Input should be a valid number)"),
        ({"best": "0.5"}, "best='0.5'"),
        ({"best": float("nan")}, "best=nan"),
        ({"sums": None}, "sums=None"),
        ({"sums": {"lost": 1}}, "does not fit this network"),
    ],
)
def test_a_state_that_can_not_be_is_told(
    run: Path, digits: Dataset, state: dict[str, Any], sentence: str
) -> None:
    without_checksum(run / "last.safetensors", **state)
    with pytest.raises(CheckpointError) as refused:
        train(run, digits)
    assert sentence in str(refused.value)
    assert str(run / "last.safetensors") in str(refused.value)


@pytest.mark.parametrize("state", ["null", "[]", "3", "{", "[" * 3000])
def test_a_state_that_is_none_is_told(run: Path, digits: Dataset, state: str) -> None:
    tensors, _ = load_checkpoint(run / "last.safetensors")
    save_file(tensors, run / "last.safetensors", {"state": state})
    with pytest.raises(CheckpointError, match="is not a checkpoint of a run"):
        train(run, digits)


def test_other_settings_than_it_was_begun_with_are_told(run: Path, digits: Dataset) -> None:
    told = json.loads((run / "config.json").read_text())
    (run / "config.json").write_text(json.dumps(told | {"learning_rate": 0.5}))
    with pytest.raises(
        CheckpointError, match=r"says learning_rate=0\.5, but the run was begun with learning_rate=0\.005"
    ):
        train(run, digits)
    told["augmentation"]["damage"] = 0.125
    (run / "config.json").write_text(json.dumps(told))
    with pytest.raises(CheckpointError, match=r"augmentation\.damage=0\.125, but the run was begun with"):
        train(run, digits)
    tensors, state = load_checkpoint(run / "last.safetensors")
    save_checkpoint(run / "last.safetensors", tensors, state | {"config": {"epochs": 2}})
    with pytest.raises(CheckpointError, match=r"last\.safetensors holds no configuration"):
        train(run, digits)


@pytest.mark.parametrize(
    "content", ["null", "[]", "3", "{}", "", "[" * 3000, "\x00", '{"epochs": 2, "augmentation": null}']
)
def test_a_spoilt_configuration_is_told(run: Path, digits: Dataset, content: str) -> None:
    (run / "config.json").write_text(content)
    with pytest.raises(
        InputError, match=r"config\.json is not the configuration of a run \(.*\); start a new run\."
    ):
        train(run, digits)


def test_checkpoints_of_other_networks_are_told(run: Path, digits: Dataset, tmp_path: Path) -> None:
    path = str(run / "best.safetensors")
    cnn = CONFIG.replace(network="cnn")
    for use in (
        lambda: load_teacher(Path(path)),
        lambda: averaged_model(Path(path), cnn),
        lambda: Trainer(tmp_path / "new", cnn.replace(start=path), digits),
    ):
        with pytest.raises(
            CheckpointError, match=r"best\.safetensors is of another network \(.*\); name one"
        ):
            use()


def test_a_spoilt_moment_is_told(tmp_path: Path) -> None:
    path = tmp_path / "0000001.safetensors"
    save_halves(path, {"a": torch.arange(900) / 900})
    assert load_halves(path)["a"].shape == (900,)
    flip(path, 50)
    with pytest.raises(CheckpointError, match="damaged|not a kept moment"):
        load_halves(path)


# -- logs and moments --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["null", "3", "[]", "{", "[" * 3000, "\\ud800", '{"epoch": "1"}', '{"epoch": -3}', "{}"]
)
def test_a_bad_line_of_the_log_is_named(run: Path, finished: Path, digits: Dataset, line: str) -> None:
    path = run / "metrics.jsonl"
    whole = path.read_text()
    path.write_text(line + "\n" + whole)
    with pytest.raises(
        CheckpointError, match=r"metrics\.jsonl, line 1.*; delete that line, or start a new run\."
    ):
        train(run, digits)
    path.write_bytes(b"\xff\xfe\n" + whole.encode())
    with pytest.raises(CheckpointError, match=r"metrics\.jsonl, line 1, can't be read"):
        train(run, digits)
    path.write_text("\n" + whole + '{"epoch": 2, "los')  # half a line, of a process that was killed
    train(run, digits)
    assert path.read_text() == (finished / "metrics.jsonl").read_text()


def test_lines_of_a_log_only_go_on(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    path.write_text('{"epoch": 1}\n{"epoch": 1}\n')
    with pytest.raises(CheckpointError, match="line 2: epoch=1 can't follow 1"):
        forget_after(path, "epoch", 2)
    assert list(read_log(tmp_path / "none.jsonl")) == []


def test_strangers_among_the_moments_stay(run: Path, finished: Path, digits: Dataset) -> None:
    strangers = [
        run / "moments" / name for name in (".DS_Store", "._0000001.safetensors", "notes", "99.safetensors")
    ]
    for path in strangers:
        path.write_bytes(b"\x00\x00\x00\x01Bud1")
    (run / "moments" / "folder.partial").mkdir()
    left = run / "moments" / "0000003.partial"
    left.write_bytes(b"half")
    train(run, digits)
    assert_ends_as(run, finished)
    assert all(path.is_file() for path in strangers)
    assert not left.exists()


@pytest.mark.parametrize(
    "line", ["{}", '{"kind": "start"}', '{"kind": "end"}', '{"kind": "start", "total_steps": 4, "epochs": 0}']
)
def test_a_line_of_a_recorded_run_that_lacks_something_is_told(run: Path, line: str) -> None:
    with (run / "live.jsonl").open("a") as log:
        log.write(line + "\n")
    with pytest.raises(CheckpointError, match=r"live\.jsonl, line \d+, is not as a run writes it .*; delete"):
        read_lines(run)


def test_a_recorded_run_without_its_start_is_told(tmp_path: Path) -> None:
    (tmp_path / "live.jsonl").write_text('{"kind": "step", "step": 1}\n')
    x = torch.zeros(1, 1, 28, 28), torch.zeros(1).long()
    with pytest.raises(
        InputError, match=r"live\.jsonl says nothing of its start; delete .* to record it anew\."
    ):
        write_run(tmp_path, {}, {}, x, x, {}, lambda done, total: None, FAITHFUL)
