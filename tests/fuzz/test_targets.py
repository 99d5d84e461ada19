"""The fuzz targets: on what they begin with, on what was found and mended, and ten seconds each on what atheris thinks of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.targets import TARGETS, another_value, manifests, mended, pictures

SECONDS = 10

WHOLE = json.loads(manifests()["whole.json"])

FOUND = {
    "manifests": {
        "a list a thousand long for a version": json.dumps(WHOLE | {"schema_version": [0] * 1000}),
        "lists in lists": "[" * 100_000,
        "a number of 400 digits": json.dumps(WHOLE | {"temperature": 10**400}),
        "no number": json.dumps(WHOLE | {"temperature": float("nan")}),
        "infinitely warm": json.dumps(WHOLE | {"temperature": float("inf")}),
        "a null byte in a path": json.dumps(WHOLE | {"files": {"network": WHOLE["files"]["network"] | {"path": "\0"}}}),
        "half a character": json.dumps(WHOLE | {"files": {"network": WHOLE["files"]["network"] | {"path": "\ud800"}}}),
        "a long path": json.dumps(WHOLE | {"files": {"network": WHOLE["files"]["network"] | {"path": "x" * 5000}}}),
        "a long name": json.dumps(WHOLE | {"output": "x" * 5000}),
        "a long key": json.dumps(WHOLE | {"files": {"x" * 5000: 1}}),
        "a contrast of nothing": json.dumps(WHOLE | {"preprocessing": WHOLE["preprocessing"] | {"min_contrast": 0.0}}),
    }
}  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.filterwarnings("ignore")
def test_nothing_but_our_own_errors_is_raised(name: str) -> None:
    take = TARGETS[name].take()
    for content in TARGETS[name].seeds().values():
        for length in (len(content), len(content) // 2, len(content) - 1):
            take(content[:length])
    for content in FOUND.get(name, {}).values():
        take(content.encode())


def test_a_png_with_a_changed_byte_gets_its_checksums_back() -> None:
    whole = pictures()["grey.png"]
    assert mended(whole) == whole
    changed = whole[:30] + bytes([whole[30] ^ 1]) + whole[31:]
    assert mended(changed) == whole
    assert mended(whole[:-5]) == whole[:-5]
    assert mended(b"another") == b"another"


def test_another_value_stands_in_one_place() -> None:
    whole = manifests()["short.json"]
    changed = {another_value(whole, seed) for seed in range(100)}
    assert len(changed) > 50
    assert whole not in changed
    assert another_value(b"{", 1) == b"{"


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_atheris_finds_nothing(name: str, tmp_path: Path, unmeasured: None) -> None:
    pytest.importorskip("atheris", reason="atheris has wheels for Linux on x86-64 alone")
    command = [sys.executable, "-m", "fuzz.run", name, str(tmp_path / name), f"-max_total_time={SECONDS}"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "TMPDIR": str(tmp_path)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert any((tmp_path / name).iterdir())
