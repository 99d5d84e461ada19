"""The wheel alone is the product: page, network, commands, with neither Node nor PyTorch on the machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from importlib import metadata
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

REPOSITORY = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (REPOSITORY / "web/dist/index.html").exists():
        pytest.fail("web/dist/index.html does not exist; run `make site` to build the page first.")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and what it requires, and nothing else.

    What it requires is linked from the environment that runs the tests, because tests reach for no network;
    `pip check` in the new one tells that nothing is missing.
    """
    folder = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin/python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    (packages,) = folder.glob("lib/python3*/site-packages")
    for name in requirements(wheel):
        link(metadata.distribution(name), packages)
    subprocess.run([str(python), "-m", "pip", "check"], check=True)
    return folder


def requirements(wheel: Path) -> set[str]:
    """Names of everything that the wheel requires without extras, and what those require."""
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        wanted = needed(re.findall(r"^Requires-Dist: (.+)$", archive.read(entry).decode(), re.MULTILINE))
    found: set[str] = set()
    while wanted - found:
        name = (wanted - found).pop()
        found.add(name)
        wanted |= needed(metadata.requires(name) or [])
    return found


def needed(lines: list[str]) -> set[str]:
    # packaging comes with pip and with `build`; the markers say which requirements hold here, without extras.
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    parsed = [Requirement(line) for line in lines]
    return {
        canonicalize_name(one.name)
        for one in parsed
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }


def link(distribution: metadata.Distribution, packages: Path) -> None:
    """Links the distribution's top folders and modules into `packages`."""
    source = Path(str(distribution.locate_file("")))
    tops = {Path(str(file)).parts[0] for file in distribution.files or []} - {"..", "__pycache__"}
    for top in tops:
        if not (packages / top).exists():
            (packages / top).symlink_to(source / top)


@pytest.fixture(scope="module")
def environment(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables of a machine whose PATH has the wheel's commands and no Node."""
    home = tmp_path_factory.mktemp("home")
    # `true` is opened instead of a browser.
    return {"PATH": str(clean / "bin"), "HOME": str(home), "BROWSER": "/bin/true %s", "LC_ALL": "C.UTF-8"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def address(
    clean: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    port = free_port()
    log = tmp_path_factory.mktemp("log") / "serve.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            [str(clean / "bin/esmiuca"), "serve", "--port", str(port)],
            env=environment,
            cwd=log.parent,
            stdout=output,
            stderr=output,
        )
    base = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(f"{base}/v2/health/ready").close()
                break
            except (urllib.error.URLError, ConnectionError):
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the server did not start:\n{log.read_text()}")
                time.sleep(0.2)
        yield base
    finally:
        server.terminate()
        server.wait(20)


def test_the_wheel_holds_page_and_network_and_no_second_copy(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "esmiuca/site/index.html" in names
    assert "esmiuca/site/sw.js" in names
    assert "esmiuca/artifacts/manifest.json" in names
    assert not any(name.startswith("esmiuca/artifacts/training") for name in names)
    # The page asks for model/…; what the build copied there for it is in artifacts/ already.
    copies = [name for name in names if name.startswith("esmiuca/site/model/")]
    assert "esmiuca/site/model/manifest.json.br" in copies
    assert [name for name in copies if not name.endswith((".br", ".gz"))] == []
    assert "esmiuca/site/notices.txt" in names
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]


def materials(wheel: Path, name: str) -> dict[str, str]:
    """Versions by name, of one of the wheel's lists of materials (PEP 770)."""
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = [one for one in archive.namelist() if one.endswith(f".dist-info/sboms/{name}.cdx.json")]
        told = json.loads(archive.read(entry))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["version"] == metadata.version("esmiuca")
    references = [component["bom-ref"] for component in told["components"]]
    assert told["dependencies"][0]["dependsOn"] == references
    assert len(set(references)) == len(references)
    return {component["name"]: component.get("version", "") for component in told["components"]}


def test_the_wheel_lists_what_it_needs_and_what_its_page_carries(wheel: Path) -> None:
    needs = materials(wheel, "python")
    assert set(needs) >= requirements(wheel)
    for name in requirements(wheel):
        assert metadata.version(name) == needs[name], f"{name}: `make constraints` writes the versions again"
    carries = materials(wheel, "page")
    # All that the notices list, in the same versions.
    notices = zipfile.ZipFile(wheel).read("esmiuca/site/notices.txt").decode()
    listed = re.findall(
        r"^(?:@[\w-]+/)?([\w.-]+) (\d\S*) \(.+\)$", notices.partition("\n====")[0], re.MULTILINE
    )
    assert len(listed) > 10
    assert dict(listed).items() <= carries.items()
    assert set(carries) - set(dict(listed)) == {"MNIST", "Fashion-MNIST"}


def test_pypi_takes_it(wheel: Path) -> None:
    assert wheel.stat().st_size < 100_000_000, "PyPI takes files of up to 100 MB"


def test_its_metadata_hold_our_licence_and_those_of_others(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata_name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        said = archive.read(metadata_name).decode()
        folder = metadata_name.removesuffix("METADATA") + "licenses/"
        ours = archive.read(folder + "LICENSE").decode()
        others = archive.read(folder + "web/dist/notices.txt")
        assert others == archive.read("esmiuca/site/notices.txt")
    assert re.search(r"^License-Expression: MIT$", said, re.MULTILINE)
    assert re.findall(r"^License-File: (.+)$", said, re.MULTILINE) == ["LICENSE", "web/dist/notices.txt"]
    assert ours.startswith("MIT License")
    assert b"onnxruntime-web" in others


def test_neither_torch_nor_node_is_there(clean: Path, environment: dict[str, str]) -> None:
    assert shutil.which("node", path=environment["PATH"]) is None
    found = subprocess.run(
        [str(clean / "bin/python"), "-c", "import importlib.util as u; print(u.find_spec('torch'))"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "None"


def test_it_serves_the_page(address: str) -> None:
    with urllib.request.urlopen(f"{address}/") as answer:
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "script-src 'self' 'wasm-unsafe-eval'" in answer.headers["Content-Security-Policy"]
        page = answer.read().decode()
    script = re.search(r'src="\./(assets/[^"]+\.js)"', page)
    assert script is not None
    for path in (
        script[1],
        "model/manifest.json",
        "model/weights.safetensors",
        "model/lab/studio/usual.moments",
        "sw.js",
        "manifest.webmanifest",
    ):
        with urllib.request.urlopen(f"{address}/{path}") as answer:
            assert answer.status == 200, path
            assert len(answer.read()) > 100, path


def test_it_serves_the_notices_as_text(address: str) -> None:
    with urllib.request.urlopen(f"{address}/notices.txt") as answer:
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        said = answer.read().decode()
    assert said.startswith("Esmiúça is under the MIT licence.")
    assert (REPOSITORY / "LICENSE").read_text("utf-8").strip() in said


def test_it_reads_a_digit_over_http(address: str) -> None:
    request = urllib.request.Request(
        f"{address}/api/predict", data=one(), headers={"Content-Type": "image/png"}, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        body = json.load(answer)
    assert body["digit"] == 1
    assert sum(body["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_it_reads_a_digit_on_the_command_line(
    clean: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "one.png").write_bytes(one())
    command = [str(clean / "bin/esmiuca"), "predict", "one.png", "--json"]
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout)["digit"] == 1


def test_the_card_is_not_written_into_the_package(clean: Path, environment: dict[str, str]) -> None:
    command = [str(clean / "bin/esmiuca"), "card"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "site-packages/esmiuca/artifacts belongs to the installed package" in ended.stderr
    assert ended.stderr.endswith("name a folder of your own with --model.\n")


def test_nothing_is_kept_in_a_persons_home(address: str, environment: dict[str, str]) -> None:
    assert list(Path(environment["HOME"]).rglob("*")) == []


def test_training_without_torch_says_what_to_install(clean: Path, environment: dict[str, str]) -> None:
    command = [str(clean / "bin/esmiuca"), "train"]
    found = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert "esmiuca[train]" in found.stderr


def test_the_page_is_told_what_to_install(address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/training") as answer:
        told = json.load(answer)
    assert (told["available"], told["installed"]) == (False, "wheel")
    assert told["command"] == 'pip install "esmiuca[train]"'


def one() -> bytes:
    """A PNG of a 1, drawn with a thick dark line on white."""
    picture = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(picture).line([(104, 30), (96, 170)], fill=0, width=16)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
