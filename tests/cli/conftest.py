"""The command line in the tests' own process: what it says and how it ends, without starting Python and PyTorch each time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from esmiuca.cli.main import main

Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """`esmiuca` with the given words; for what ends before anything is trained or served."""

    def ask(*words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["esmiuca", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = ended.value.code
        return subprocess.CompletedProcess(words, code if isinstance(code, int) else 1, said.out, said.err)

    return ask
