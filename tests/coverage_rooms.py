"""How much of each room of src/esmiuca the tests reach; fails below the minimum.

python tests/coverage_rooms.py      # after pytest --cov, or make pytest
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from coverage import Coverage

SOURCES = Path(__file__).resolve().parents[1] / "src" / "esmiuca"
# Percent of its lines, at least. Add new rooms here.
LEAST = {
    "analysis": 98,
    "cli": 97,
    "data": 99,
    "evaluation": 97,
    "export": 97,
    "images": 99,
    "inference": 99,
    "manual": 97,
    "models": 99,
    "pictures": 99,
    "server": 97,
    "settings": 99,
    "training": 97,
    "esmiuca": 99,  # what lies in no room
}


def measured() -> dict[str, tuple[int, int, list[str]]]:
    """For each room its lines, how many of them were reached, and which were not."""
    coverage = Coverage()
    coverage.load()
    lines, missed = Counter[str](), Counter[str]()
    where: dict[str, list[str]] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        relative = path.relative_to(SOURCES)
        room = relative.parts[0] if len(relative.parts) > 1 else "esmiuca"
        _, statements, _, absent, text = coverage.analysis2(str(path))
        lines[room] += len(statements)
        missed[room] += len(absent)
        if absent:
            where.setdefault(room, []).append(f"{relative}: {text}")
    return {room: (lines[room], missed[room], where.get(room, [])) for room in lines}


def main() -> int:
    """Prints the table; 1 where a room is below its least."""
    found = measured()
    unknown = sorted(set(found) ^ set(LEAST))
    failed = [f"{room} has no least share in LEAST, or is gone." for room in unknown]
    for room, (lines, missed, where) in found.items():
        share = 100 * (lines - missed) / lines if lines else 100.0
        print(f"{room:<12} {share:6.2f}%  of {lines:>4} lines, at least {LEAST.get(room, 100)}%")
        if share < LEAST.get(room, 100):
            failed.append(f"{room}: not reached are\n  " + "\n  ".join(where))
    print(*failed, sep="\n", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
