"""`esmiuca card`: the model card, from the manifest and from what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import click

from esmiuca.cli.given_path import GivenPath
from esmiuca.errors import InputError
from esmiuca.evaluation.card import CARD_NAME, model_card
from esmiuca.evaluation.record import ABLATION_NAME, RECORD_NAME, read_record
from esmiuca.inference.artifacts import artifacts_to_write, find_artifacts
from esmiuca.inference.manifest import MANIFEST_NAME, read_manifest


@click.command()
@click.option(
    "--model",
    type=GivenPath(path_type=Path),
    help="Folder with manifest.json and evaluation.json, which gets MODEL_CARD.md.  [default: the shipped one]",
)
def card(model: Path | None) -> None:
    """Write MODEL_CARD.md beside the manifest; nothing in it is typed by hand."""
    folder = find_artifacts(artifacts_to_write(model, "--model"))
    read_manifest(folder)  # fails with a sentence if the manifest is wrong
    manifest = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    record = read_record(folder / RECORD_NAME, manifest)
    path = folder / CARD_NAME
    ablation = folder / ABLATION_NAME
    try:
        measured = json.loads(ablation.read_text(encoding="utf-8")) if ablation.is_file() else None
    except ValueError as error:
        raise InputError(
            f"{ablation} can't be read ({error}); measure again with `make ablation`."
        ) from error
    path.write_text(model_card(manifest, record, measured), encoding="utf-8")
    click.echo(f"{path} written.")
