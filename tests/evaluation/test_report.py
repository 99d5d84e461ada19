"""The report is a folder that needs nothing else, and every number of its matrix opens the images that it counts."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from esmiuca.data import load_mnist
from esmiuca.evaluation import softmax
from esmiuca.evaluation.record import RECORD_NAME
from esmiuca.evaluation.report import COLUMNS, sheet, write_report
from esmiuca.evaluation.variations import CURVES
from esmiuca.inference import Detector

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
RECORD = json.loads((ARTIFACTS / RECORD_NAME).read_text())


class Page(HTMLParser):
    """What the page refers to, and the texts of its links."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.sources: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.open: str | None = None
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.open = given.get("href") if tag == "a" else None
        self.sources += [given["src"]] if "src" in given else []
        self.ids |= {given["id"]} if "id" in given else set()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.links[self.open] = data
            self.open = None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    test, detector = load_mnist("test"), Detector()
    shares = softmax(detector.logits(test.images), detector.manifest.temperature)
    page = write_report(tmp_path_factory.mktemp("report"), RECORD, test, shares)
    assert page.name == "index.html"
    return page.parent


@pytest.mark.slow
def test_every_number_opens_as_many_images(folder: Path) -> None:
    content = (folder / "index.html").read_text()
    page = Page(content)
    confusion = np.array(RECORD["test"]["confusion"])
    for label, digit in np.argwhere(confusion):
        target = f"cell-{label}-{digit}"
        assert page.links[f"#{target}"] == str(confusion[label, digit])
        assert target in page.ids
        if label != digit:
            section = content.split(f'<section id="{target}">')[1].split("</section>")[0]
            assert section.count("<img") == confusion[label, digit]
    assert {f"#{name}" for name in page.ids} >= set(page.links)


@pytest.mark.slow
def test_everything_is_in_the_folder(folder: Path) -> None:
    content = (folder / "index.html").read_text()
    page = Page(content)
    for source in page.sources:
        assert (folder / source).is_file(), source
    assert not page.tags & {"script", "link", "iframe"}
    assert set(content.split("http")[1:]) == {
        rest for rest in content.split("http")[1:] if rest.startswith("://www.w3.org/2000/svg")
    }
    plots = {path.stem for path in (folder / "plots").iterdir()}
    assert plots == {"reliability-0", "reliability-1", "corruptions", *(f"curve-{name}" for name in CURVES)}


@pytest.mark.slow
def test_images_are_the_test_images(folder: Path) -> None:
    test = load_mnist("test")
    for entry in RECORD["test"]["mistaken"]:
        picture = np.asarray(Image.open(folder / "images" / f"{entry['index']:05}.png"))
        assert np.array_equal(picture, test.images[entry["index"]])
    right = np.asarray(Image.open(folder / "images" / "right-3.png"))
    count = RECORD["test"]["confusion"][3][3]
    assert right.shape == (28 * -(-count // COLUMNS), 28 * COLUMNS)
    first = right[:28, :28]
    assert any(np.array_equal(first, image) for image in test.images[test.labels == 3])


def test_a_sheet_holds_its_images_row_by_row() -> None:
    images = np.stack([np.full((28, 28), value, np.uint8) for value in range(1, 44)])
    page = sheet(images)
    assert page.shape == (56, 28 * 40)
    assert (page[:28, 28:56] == 2).all()
    assert (page[28:, :28] == 41).all()
    assert (page[28:, 28 * 3 :] == 0).all()
