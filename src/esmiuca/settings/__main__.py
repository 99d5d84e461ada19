"""python -m esmiuca.settings: writes what the page's form needs, artifacts/training-settings.json."""

from __future__ import annotations

import json
from pathlib import Path

from esmiuca.settings.studio import form

PATH = Path(__file__).parents[3] / "artifacts" / "training-settings.json"


def content() -> str:
    """The file's text, a setting a line."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in form())
    return f'{{"settings": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    PATH.write_text(content(), encoding="utf-8")
