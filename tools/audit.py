"""Whether anything that Esmiúça uses has a fault that is known: python tools/audit.py, as `make audit` runs it.

Python packages by pip-audit, the page's by `npm audit`, both all that are pinned. Ends with 1 where a fault is known, with 2
where something could not be asked about, so that silence is never taken for an answer; else with 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PINNED = ["constraints.txt", "requirements/build.txt", "requirements/audit.txt"]
FAULTY, UNASKED = 1, 2


class Found(NamedTuple):
    """What one tool says: sentences, and how it ends."""

    lines: list[str]
    code: int


def python_packages(told: dict[str, Any]) -> Found:
    """What pip-audit's JSON comes to."""
    packages = {one["name"]: one for one in told["dependencies"]}.values()
    unasked = [one for one in packages if "skip_reason" in one]
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, {repaired(fault.get('fix_versions', []))}"
        for one in packages
        for fault in one.get("vulns", [])
    ]
    lines = [f"Python: {len(packages) - len(unasked)} packages asked about, {len(faults)} known faults."]
    if unasked:
        lines.append(
            f"Python: {len(unasked)} packages could NOT be asked about ({unasked[0]['skip_reason']}); "
            "ask again where the registry tells of faults."
        )
    return Found(lines + faults, FAULTY if faults else UNASKED if unasked or not packages else 0)


def page_packages(told: dict[str, Any]) -> Found:
    """What npm's JSON comes to."""
    if "vulnerabilities" not in told:
        reason = told.get("message") or told.get("error", {}).get("summary") or "no answer"
        line = (
            f"Page: no package could be asked about ({reason}); ask again where the registry tells of faults."
        )
        return Found([line], UNASKED)
    asked = told["metadata"]["dependencies"]["total"]
    faults = [
        f"{name} {one['range']}: {one['severity']}, "
        + ("`npm audit fix` repairs it" if one["fixAvailable"] else "no version repairs it")
        for name, one in told["vulnerabilities"].items()
    ]
    lines = [f"Page: {asked} packages asked about, {len(faults)} with known faults."]
    return Found(lines + faults, FAULTY if faults else 0)


def repaired(versions: Sequence[str]) -> str:
    return f"repaired in {', '.join(versions)}" if versions else "no version repairs it"


def asked(command: Sequence[str], folder: Path) -> dict[str, Any]:
    """The JSON that a tool prints. Its exit code says no more than that."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        told = done.stderr.strip().splitlines() or [f"{command[0]} ended with {done.returncode}"]
        return {"message": told[-1], "dependencies": [{"name": "all", "skip_reason": told[-1]}]}


def findings() -> Iterator[Found]:
    pip_audit = str(Path(sys.executable).with_name("pip-audit"))
    how = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    # One by one: it takes no files with hashes beside one without.
    each = [asked([pip_audit, "--requirement", file, *how], ROOT)["dependencies"] for file in PINNED]
    yield python_packages({"dependencies": [one for several in each for one in several]})
    yield page_packages(asked(["npm", "audit", "--json"], ROOT / "web"))


def main() -> int:
    codes = set[int]()
    for lines, code in findings():
        print(*lines, sep="\n", flush=True)
        codes.add(code)
    return FAULTY if FAULTY in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
