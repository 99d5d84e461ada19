"""What all tests have in common."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# pytest-xdist's workers already use all cores: one thread each. Set before PyTorch is imported.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# Servers that tests start ask for no token, and what tests write by hand may call them x. Tests of strangers set their own.
os.environ.update(ESMIUCA_TOKEN="none", ESMIUCA_TRUSTED_HOSTS="x")

# How long an example takes depends on what else the machine does; benchmarks measure time.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small network's folder of artifacts."""
    from inference.small_artifacts import write_artifacts

    return write_artifacts(tmp_path_factory.mktemp("model"))


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes started by the test write no coverage: what is killed or may write nothing couldn't."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked long as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
