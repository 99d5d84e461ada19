"""Says what is wrong with a commit's message, for Git's commit-msg hook: python tools/commit_message.py FILE

The subject: at most 72 characters, begun with a capital, no period at the end, in the imperative ("Add", not "Added",
"Adding" or "Adds"). The second line is blank; the body says why.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

LONGEST = 72

LEFT_ALONE = ("Merge ", "Revert ", "fixup! ", "squash! ", "amend! ")
"""Written by Git itself, or gone before anyone else sees them."""

SCISSORS = re.compile(r"^# -+ >8 -+$", re.MULTILINE)
"""Below it `git commit --verbose` shows the change."""

NOT_IMPERATIVE = re.compile(r"\w+(?:ed|ing|(?<![sui])s)")
"""Added, adding, adds; not pass, focus, this."""

IMPERATIVE = frozenset(
    [
        "Bring",
        "Embed",
        "Exceed",
        "Feed",
        "Heed",
        "Need",
        "Proceed",
        "Seed",
        "Shed",
        "Shred",
        "Speed",
        "Spring",
        "String",
    ]
)
"""Verbs that end that way by themselves."""


def faults(message: str) -> list[str]:
    """What is wrong with it, a sentence each; nothing where it is right."""
    lines = [line for line in SCISSORS.split(message)[0].splitlines() if not line.startswith("#")]
    while lines and not lines[0].strip():
        del lines[0]
    if not lines:
        return ["The message is empty; say what the commit changes."]
    subject = lines[0].rstrip()
    if subject.startswith(LEFT_ALONE):
        return []
    found = []
    if len(subject) > LONGEST:
        found.append(
            f"The subject has {len(subject)} characters, at most {LONGEST} fit; move the why into the body."
        )
    if subject.endswith(".") and not subject.endswith("…"):
        found.append("The subject ends in a period; leave it out.")
    if subject[0].islower():
        found.append(f"The subject begins with {subject[0]!r}; begin it with a capital.")
    first = re.split(r"\W", subject, maxsplit=1)[0]
    if NOT_IMPERATIVE.fullmatch(first) and first not in IMPERATIVE:
        found.append(
            f"The subject begins with {first!r}; say in the imperative what the commit does: Add, Fix, Cut."
        )
    if len(lines) > 1 and lines[1].strip():
        found.append("The second line is not blank; leave a blank line between subject and body.")
    return found


def main(arguments: list[str]) -> int:
    (path,) = arguments
    found = faults(Path(path).read_text(encoding="utf-8"))
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
