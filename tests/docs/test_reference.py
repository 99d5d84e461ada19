"""The pages that are made from the code hold all of it."""

from __future__ import annotations

import click

import esmiuca
from docs import reference
from esmiuca.cli.main import COMMANDS, cli


def test_the_command_line_page_has_every_command_and_option():
    page = reference.command_line()
    context = click.Context(cli)
    for name in COMMANDS:
        assert f"\n## esmiuca {name}\n" in page
        command = cli.get_command(context, name)
        assert command is not None
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert max(option.opts, key=len) in page.split(f"\n## esmiuca {name}\n")[1]
    # What click keeps line by line stays so.
    assert "```\ntorchrun --standalone --nproc-per-node N -m -- esmiuca train …\ntorchrun --nnodes M" in page
    assert "\b" not in page


def test_the_http_page_has_every_address_and_its_limits():
    page = reference.http()
    for address in ("POST /api/predict", "POST /api/read", "GET /v2/models/digits", "POST /api/training"):
        assert f"\n## {address}\n" in page
    assert "| 413 | `application/json` | [ErrorAnswer](#erroranswer) |" in page
    assert "\n### RunSettings\n" in page
    assert "| `batch_size` | integer, ≥ " in page


def test_the_python_page_has_what_is_exported():
    page = reference.python()
    for name in set(esmiuca.__all__) - {"__version__"}:
        assert f"\n## {name}\n" in f"\n{page}" or f"| `{name}` |" in page
    assert "predict(picture: Picture, *, max_pixels: int = MAX_PIXELS) -> Prediction" in page
