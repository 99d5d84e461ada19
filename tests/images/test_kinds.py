"""Ten pictures of each kind that people bring: what the network reads by its true ink is read in the picture."""

from __future__ import annotations

from functools import lru_cache

import pytest

from esmiuca.errors import ImageError
from images.kinds import TO_FIND, Case, cases, detector

EACH = 10
MISSED = {
    ("squared paper", 8): "a corner's shade makes a grid in perspective as strong as half a stroke",
    ("number: ruled paper", 5): "a long flag of a 5 is cut off it",
}
"""Not found yet: strict, so that who finds it takes it off."""


@lru_cache(maxsize=2)
def of_kind(name: str) -> list[Case]:
    return cases(TO_FIND[name], list(TO_FIND).index(name), EACH)


def read(name: str, case: Case) -> str:
    """What is read in the picture, "?" where it is refused."""
    picture = case.photograph.picture
    if TO_FIND[name].number:
        try:
            return detector().read(picture).text
        except ImageError as error:
            return f"? ({error})"
    digit = detector().predict(picture).digit
    return "?" if digit is None else str(digit)


def each() -> list[object]:
    return [
        pytest.param(
            name,
            index,
            id=f"{name}-{index}",
            marks=[pytest.mark.xfail(reason=MISSED[name, index], strict=True)]
            if (name, index) in MISSED
            else [],
        )
        for name in TO_FIND
        for index in range(EACH)
    ]


@pytest.mark.parametrize(("name", "index"), each())
def test_what_is_written_is_found_and_read(name: str, index: int):
    case = of_kind(name)[index]
    assert read(name, case) in case.right, case.photograph.choice
