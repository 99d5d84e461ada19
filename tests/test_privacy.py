"""Nothing that we install or import keeps a note of the person who runs it, or tells anyone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]

READ = "import numpy; from esmiuca import Detector; Detector().predict(numpy.eye(28))"
SERVE = """
import asyncio
from esmiuca.server.workers import Processes
async def main():
    workers = Processes(None, 1)
    await workers.start()
    workers.close()
if __name__ == "__main__":  # its processes are spawned
    asyncio.run(main())
"""
GENERATE = """
from esmiuca.export.gan.made import runner
from parity.generator_network.network import SMALL_GENERATOR, SmallGenerator
runner(SMALL_GENERATOR, {name: tensor.numpy() for name, tensor in SmallGenerator().state_dict().items()})
"""
# ONNX Runtime's uploader looks for its host 10 s after the import.
LONG_ENOUGH = READ + "; import time; time.sleep(11)"


def environment(home: Path) -> dict[str, str]:
    """That of a person who has set nothing, with a home of its own."""
    unset = ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"HOME": str(home), "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "tests"), *sys.path])}


@pytest.mark.slow
@pytest.mark.parametrize("program", [READ, SERVE, GENERATE], ids=["read", "serve", "generate"])
def test_nothing_is_written_into_a_persons_home(program: str, tmp_path: Path) -> None:
    script, home = tmp_path / "script.py", tmp_path / "home"
    script.write_text(program, encoding="utf-8")
    home.mkdir()
    subprocess.run([sys.executable, str(script)], env=environment(home), check=True, timeout=120)
    assert [str(path.relative_to(home)) for path in home.rglob("*")] == []


@pytest.mark.slow
def test_no_host_is_looked_up(tmp_path: Path, unmeasured: None) -> None:
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "true"], check=False, capture_output=True).returncode:
        pytest.skip("strace is not here, or may not trace")
    home, log = tmp_path / "home", tmp_path / "calls.txt"
    home.mkdir()
    watched = [strace, "-f", "-e", "trace=%network", "-o", str(log), sys.executable, "-c", LONG_ENOUGH]
    subprocess.run(watched, env=environment(home), check=True, timeout=120)
    calls = log.read_text("utf-8")
    assert "+++ exited with 0 +++" in calls  # it was watched
    assert re.findall(r".*AF_INET.*", calls) == []


def test_a_choice_of_ones_own_stays() -> None:
    # With nothing in ONNX Runtime's place: whoever asks for its reports, it is not this test.
    code = "import os, sys; sys.modules['onnxruntime'] = os; import esmiuca.runtime; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    for given, kept in ((None, "1"), ("0", "0")):
        environ = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
        environ |= {} if given is None else {"ORT_DISABLE_TELEMETRY": given}
        ended = subprocess.run(
            [sys.executable, "-c", code], env=environ, text=True, capture_output=True, check=True
        )
        assert ended.stdout.strip() == kept


def test_npm_runs_no_install_scripts() -> None:
    assert "ignore-scripts=true" in (REPOSITORY / "web/.npmrc").read_text("utf-8").split()
    places = [
        ".ci/run",
        "Makefile",
        "Dockerfile",
        "CONTRIBUTING.md",
        *map(str, sorted((REPOSITORY / ".github").rglob("*.yml"))),
    ]
    lines = [line for place in places for line in (REPOSITORY / place).read_text("utf-8").splitlines()]
    installs = [line for line in lines if re.search(r"\bnpm (?:ci|i|install|update|rebuild)\b", line)]
    assert len(installs) >= 2  # the Makefile's and the image's
    assert [line for line in installs if "--ignore-scripts" not in line] == []


def test_which_packages_of_npm_would_run_a_script_is_known() -> None:
    """Each was looked at: Swagger UI's reports the installation, ONNX Runtime's checks version numbers. Look at a new one, too."""
    lock = json.loads((REPOSITORY / "web/package-lock.json").read_text("utf-8"))
    scripted = {name for name, package in lock["packages"].items() if package.get("hasInstallScript")}
    assert scripted == {"node_modules/@scarf/scarf", "node_modules/protobufjs"}
