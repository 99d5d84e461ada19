"""What `make audit` makes of what pip-audit and npm say: above all, that nothing said is not taken for nothing known."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import audit
from tools.audit import FAULTY, UNASKED, Found, asked, page_packages, python_packages

SOUND = {"name": "numpy", "version": "2.4.6", "vulns": []}
FAULT = {"id": "GHSA-1", "fix_versions": ["13.0.1", "14"]}
FAULTY_ONE = {"name": "pillow", "version": "13.0.0", "vulns": [FAULT, {"id": "PYSEC-2", "fix_versions": []}]}
SKIPPED = {"name": "torch", "skip_reason": "Dependency not found: torch (2.13.0)"}


def test_packages_without_known_faults_are_sound() -> None:
    assert python_packages({"dependencies": [SOUND, SOUND]}) == Found(
        ["Python: 1 packages asked about, 0 known faults."], 0
    )
    told = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}
    assert page_packages(told) == Found(["Page: 7 packages asked about, 0 with known faults."], 0)


def test_a_known_fault_is_named_with_what_repairs_it() -> None:
    lines, code = python_packages({"dependencies": [SOUND, FAULTY_ONE, SKIPPED]})
    assert code == FAULTY
    assert lines[0] == "Python: 2 packages asked about, 2 known faults."
    assert lines[-2:] == [
        "pillow 13.0.0: GHSA-1, repaired in 13.0.1, 14",
        "pillow 13.0.0: PYSEC-2, no version repairs it",
    ]
    told = {
        "vulnerabilities": {
            "vite": {"range": "<8.4", "severity": "high", "fixAvailable": True},
            "d3": {"range": "*", "severity": "low", "fixAvailable": False},
        },
        "metadata": {"dependencies": {"total": 7}},
    }
    assert page_packages(told) == Found(
        [
            "Page: 7 packages asked about, 2 with known faults.",
            "vite <8.4: high, `npm audit fix` repairs it",
            "d3 *: low, no version repairs it",
        ],
        FAULTY,
    )


def test_what_could_not_be_asked_about_is_said_and_is_no_success() -> None:
    lines, code = python_packages({"dependencies": [SOUND, SKIPPED]})
    assert code == UNASKED
    assert "1 packages could NOT be asked about (Dependency not found: torch (2.13.0))" in lines[1]
    assert python_packages({"dependencies": []}).code == UNASKED
    for told, reason in (
        ({"message": "405 Method Not Allowed"}, "405 Method Not Allowed"),
        ({"error": {"summary": "getaddrinfo ENOTFOUND"}}, "getaddrinfo ENOTFOUND"),
        ({}, "no answer"),
    ):
        (line,), code = page_packages(told)
        assert (code, f"({reason})" in line) == (UNASKED, True)


def test_a_tool_that_prints_no_json_could_not_ask(tmp_path: Path) -> None:
    def run(code: str) -> dict[str, object]:
        return asked([sys.executable, "-c", code], tmp_path)

    assert run("print('{\"a\": 1}')") == {"a": 1}
    failed = run("import sys; print('almost', file=sys.stderr); sys.exit('no network')")
    assert python_packages(failed) == Found(
        [
            "Python: 0 packages asked about, 0 known faults.",
            "Python: 1 packages could NOT be asked about (no network); ask again where the registry tells of faults.",
        ],
        UNASKED,
    )
    assert page_packages(failed).code == UNASKED
    assert "ended with 3" in str(run("import sys; sys.exit(3)"))


@pytest.mark.parametrize(("codes", "all_in_all"), [((0, 0), 0), ((2, 0), 2), ((2, 1), 1), ((0, 1), 1)])
def test_the_worst_counts(codes: tuple[int, int], all_in_all: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "findings", lambda: [Found(["said"], code) for code in codes])
    assert audit.main() == all_in_all
