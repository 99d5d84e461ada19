"""The commit-msg hook's judgement."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.commit_message import faults

REPOSITORY = Path(__file__).resolve().parents[1]
CHECKER = REPOSITORY / "tools/commit_message.py"


@pytest.mark.parametrize(
    "message",
    [
        "Cut the page by feature",
        "Cut the page by feature\n",
        "Pass the theme by context\n\nIt went through ninety props.\n",
        "Focus the lens when it opens",
        "Seed every draw",
        "Bring back the slider",
        "A" * 72,
        "Add a line\n# Please enter the commit message for your changes.\n# On branch main",
        "\n\nAdd a line\n\nWhy.",
        "Add a line\n# ------------------------ >8 ------------------------\n# below\ndiff --git a/b c/d\n",
        "Merge branch 'a-branch-with-a-name-so-long-that-no-subject-of-ours-could-ever-hold-it'",
        'Revert "Added what should never have been added, in a subject that was too long by far."',
        "fixup! add a line.",
        "Ação: leave the accents alone",
    ],
)
def test_these_are_right(message: str) -> None:
    assert faults(message) == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("A" * 73, "has 73 characters, at most 72 fit"),
        ("Cut the page by feature.", "ends in a period"),
        ("cut the page", "begins with 'c'"),
        ("Added a line", "begins with 'Added'"),
        ("Adds a line", "begins with 'Adds'"),
        ("Adding a line", "begins with 'Adding'"),
        ("READMEs: what training costs", "begins with 'READMEs'"),
        ("Add a line\nand another", "second line is not blank"),
    ],
)
def test_these_are_wrong_and_it_says_why(message: str, fault: str) -> None:
    (found,) = faults(message)
    assert fault in found


def test_it_names_every_fault_at_once() -> None:
    assert len(faults("added " + "a" * 80 + ".\nmore")) == 5


@given(st.text())
def test_any_text_gets_an_answer(message: str) -> None:
    assert all(fault.endswith(".") for fault in faults(message))


def test_as_git_calls_it(tmp_path: Path) -> None:
    path = tmp_path / "COMMIT_EDITMSG"
    command = [sys.executable, str(CHECKER), str(path)]
    path.write_text("Cut the page by feature\n\nPorquê.\n", encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    path.write_text("Cuts the page\n", encoding="utf-8")
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "say in the imperative" in refused.stderr
