"""A log that is attacked: one message of a kind, and a count of the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from esmiuca.server import quiet
from esmiuca.server.quiet import SECONDS, Quiet

NAME = "quiet"  # no server of another test listens in on it


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attached(clock: Clock) -> Iterator[Quiet]:
    found = Quiet(clock)
    found.attach([NAME])
    yield found
    found.detach([NAME])


def test_one_of_a_kind_and_how_many_more(
    attached: Quiet, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger(NAME)
    for number in range(1000):
        logger.warning("%d are too many", number)
    logger.warning("something else")
    assert caplog.messages == ["0 are too many", "something else"]
    clock.now += SECONDS
    attached.flush()
    assert caplog.messages[2:] == ["999 more like this within 10 s: 0 are too many"]
    logger.warning("%d are too many", 7)
    assert caplog.messages[3:] == ["7 are too many"]


def test_the_next_of_a_kind_brings_the_count(
    attached: Quiet, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger(NAME)
    for number in range(3):
        logger.warning("%d are too many", number)
    clock.now += SECONDS
    logger.warning("%d are too many", 3)
    assert caplog.messages == [
        "0 are too many",
        "2 more like this within 10 s: 0 are too many",
        "3 are too many",
    ]


def test_mistakes_of_different_lines_are_of_different_kinds(
    attached: Quiet, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger(NAME)
    for _ in range(5):
        try:
            raise ValueError("one")
        except ValueError:
            logger.exception("%s failed", "a")
        try:
            raise ValueError("two")
        except ValueError:
            logger.exception("%s failed", "b")
    assert caplog.messages == ["a failed", "b failed"]
    attached.flush(everything=True)
    assert len(caplog.messages) == 4
    assert "4 more like this" in caplog.messages[2]
    assert "ValueError" in caplog.messages[2]


def test_kinds_without_end_are_forgotten(
    attached: Quiet, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet, "MOST_KINDS", 10)
    for number in range(100):
        logging.getLogger(NAME).warning(f"kind {number}")
    assert len(caplog.messages) == 100
    assert len(attached._kinds) <= 10
