"""Fuzzes one target with atheris: `PYTHONPATH=tests python -m fuzz.run pictures [FOLDER] [libFuzzer's options]`.

Whatever led somewhere new is kept in FOLDER (default: nowhere) for the next time; a find is written beside it.
"""

from __future__ import annotations

import atexit
import importlib
import inspect
import resource
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

try:
    import atheris
except ModuleNotFoundError:
    sys.exit(
        "atheris is not installed; it comes with `pip install -e '.[dev]'` on Linux, x86-64, Python 3.11 to 3.14."
    )

with atheris.instrument_imports(include=["PIL"]):
    from fuzz.targets import TARGETS

READERS = ("images.decode", "images.pieces", "images.rows", "inference.manifest", "inference.artifacts")
"""Whose branches show what is new. Not the arithmetic: atheris keeps every array that it sees compared."""

LIMITS = ["-timeout=20", "-rss_limit_mb=0", "-max_len=20000", "-print_final_stats=1"]
"""A find is also what takes 20 s."""

MOST_BYTES = 2**31
"""What takes more is a find too. The system counts it: libFuzzer goes by the peak, which a process inherits from who started it."""


def main() -> None:
    """Runs until a find, or as long as libFuzzer's -max_total_time says."""
    for reader in READERS:
        module = importlib.import_module(f"esmiuca.{reader}")
        for function in vars(module).values():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                atheris.instrument_func(function)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    name, *rest = sys.argv[1:]
    target = TARGETS[name]
    folders = [Path(word) for word in rest if not word.startswith("-")]
    own = Path(tempfile.mkdtemp(prefix="esmiuca-fuzz-"))
    begin = own / "seeds"
    begin.mkdir()
    for file, content in target.seeds().items():
        (begin / file).write_bytes(content)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    words = own / "words"
    words.write_text(
        "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in target.words)
    )
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)

    def change(data: bytes, most: int, seed: int) -> bytes:
        # Now and then only what knows the format; else any bytes, and then the format again.
        changed = data if target.words == () and seed % 4 else atheris.Mutate(data, most)
        return target.change(changed, seed)[:most]

    warnings.simplefilter("ignore")  # Pillow's, on what is damaged
    options = [f"-dict={words}"] if target.words else []
    options += [f"-artifact_prefix={folder}-" for folder in folders[:1]]
    atheris.Setup(
        [
            sys.argv[0],
            *LIMITS,
            *options,
            *(word for word in rest if word.startswith("-")),
            *map(str, [*folders, begin]),
        ],
        target.take(),
        custom_mutator=change,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
