"""The command, the server and the page take their settings from one place; tests fail when one is stale."""

from __future__ import annotations

from typing import Any, Literal, get_args

import click
import pytest

from esmiuca.cli.train import train
from esmiuca.cli.train_gan import train_gan
from esmiuca.data import SOURCES
from esmiuca.errors import InputError
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.base import Settings, described
from esmiuca.settings.gan import GanConfig
from esmiuca.settings.presets import PRESETS
from esmiuca.settings.studio import RunSettings
from esmiuca.settings.training import TrainingConfig

NOT_SETTINGS = {"folder", "data", "pens", "fonts", "resume", "overwrite", "live", "vary"}


def test_the_servers_description_says_what_the_pages_form_needs() -> None:
    entries = described(RunSettings)
    assert (
        entries["epochs"].items() >= {"type": "integer", "default": 3, "minimum": 1, "maximum": 100}.items()
    )
    assert entries["learning_rate"].items() >= {"type": "number", "exclusiveMinimum": 0, "maximum": 1}.items()
    limit = {"type": "integer", "minimum": 32, "maximum": 54_000}
    assert entries["limit"]["anyOf"] == [limit, {"type": "null"}]
    assert entries["optimizer"]["enum"] == ["muon", "adamw", "sgd"]
    assert entries["label_noise"]["unit"] == "share"
    assert entries["augment"]["type"] == "boolean"


@pytest.mark.parametrize(("command", "settings"), [(train, TrainingConfig), (train_gan, GanConfig)])
def test_the_command_has_an_option_for_each_setting(command: click.Command, settings: type[Settings]) -> None:
    options = {option.name: option for option in command.params if option.name not in NOT_SETTINGS}
    assert list(options) == [name for name in settings.model_fields if name != "augmentation"]
    for name, option in options.items():
        entry = described(settings)[name]
        assert isinstance(option, click.Option)
        assert option.default is None, name  # or --resume could not tell what was given
        assert option.help is not None
        assert option.help.startswith(entry["description"])
        if entry["default"] not in (None, False):
            assert f"[default: {name if entry['default'] is True else entry['default']}" in option.help


@pytest.mark.parametrize(
    ("name", "help_ends"),
    [
        ("epochs", "[default: 40; 1 or more]"),
        ("learning_rate", "[default: 0.005; in (0, 1]]"),
        ("distillation", "[default: 0.7; from 0 to 1]"),
        ("validation_size", "[default: 6000; from 10 to 50000]"),
        ("variations", "[default: never; 1 or more]"),
        ("bf16", "[default: where the processor has it]"),
        ("augment", "[default: augment]"),
        ("permuted", "with --no-augment."),
    ],
)
def test_help_says_default_and_range(name: str, help_ends: str) -> None:
    option = next(option for option in train.params if option.name == name)
    assert isinstance(option, click.Option)
    assert option.help is not None
    assert option.help.endswith(help_ends)


def test_data_sets_are_those_that_there_are() -> None:
    kind = TrainingConfig.model_fields["dataset"].annotation
    assert kind == Literal["mnist", "fashion-mnist"]
    assert get_args(kind) == tuple(SOURCES)


def test_the_studios_limits_lie_within_the_commands() -> None:
    wide, narrow = described(TrainingConfig), described(RunSettings)
    for name, entry in narrow.items():
        assert entry.get("minimum", 0) >= wide[name].get("minimum", 0), name
        assert entry.get("maximum", 0) <= wide[name].get("maximum", float("inf")), name
        assert entry["description"] == wide[name]["description"]
    for preset in PRESETS.values():
        assert RunSettings.of(preset).augment is preset.augment


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"epochs": 2.5}, "epochs=2.5 is out of range; give a whole number, 1 or more"),
        ({"limit": "few"}, "limit='few' can't be used"),
        ({"speed": 3}, "speed is no setting; give one of epochs, batch_size"),
        ({"dropout": 1.0}, r"dropout=1.0 is out of range; give a value in \[0, 1\)"),
        (
            {"validation_size": 60_000},
            "validation_size=60000 is out of range; give a whole number from 10 to",
        ),
    ],
)
def test_what_can_not_be_used_is_told(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        TrainingConfig(**given)


def test_settings_do_not_change_and_a_copy_is_checked() -> None:
    config = TrainingConfig(epochs=3)
    with pytest.raises(InputError, match="epochs=0 is too small; give at least 1"):
        config.replace(epochs=0)
    assert config.replace(seed=8) == TrainingConfig(epochs=3, seed=8)
    with pytest.raises(ValueError, match="frozen"):
        config.epochs = 4  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(InputError, match="rotation=400 is out of range; give a number from 0 to 360"):
        AugmentationConfig(rotation=400)
