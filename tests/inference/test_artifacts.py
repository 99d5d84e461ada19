"""Where the network lies, and the check that it is the right one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from esmiuca.errors import ManifestError
from esmiuca.inference import artifact_path, find_artifacts, parse_manifest, read_artifact
from inference.small_artifacts import manifest


def test_a_folder_without_manifest_is_told(tmp_path: Path):
    with pytest.raises(ManifestError, match=r"no manifest\.json in .*; give the folder"):
        find_artifacts(tmp_path)


def test_another_file_in_the_place_of_the_network_is_told(tmp_path: Path):
    described = parse_manifest(manifest(b"network"))
    with pytest.raises(ManifestError, match="can't be read"):
        read_artifact(tmp_path, described, "network")
    (tmp_path / "network.onnx").write_bytes(b"network")
    assert read_artifact(tmp_path, described, "network") == b"network"
    (tmp_path / "network.onnx").write_bytes(b"Network")
    with pytest.raises(ManifestError, match="damaged or of another export"):
        read_artifact(tmp_path, described, "network")


def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path):
    files = {"network": {"path": "../secret", "sha256": hashlib.sha256(b"").hexdigest(), "bytes": 0}}
    with pytest.raises(ManifestError, match=r"'\.\./secret' leaves the folder"):
        artifact_path(tmp_path, parse_manifest(manifest(b"", files=files)), "network")


@pytest.mark.parametrize("path", ["\0", "\ud800", "x" * 5000])
def test_a_path_that_can_be_none_is_told(tmp_path: Path, path: str):
    files = {"network": {"path": path, "sha256": "", "bytes": 0}}
    with pytest.raises(ManifestError, match="can't be (looked up|read).*; write it again") as told:
        read_artifact(tmp_path, parse_manifest(manifest(b"", files=files)), "network")
    assert len(str(told.value)) < 1000


def test_an_unnamed_file_is_told(tmp_path: Path):
    with pytest.raises(ManifestError, match="names no 'graph' file"):
        artifact_path(tmp_path, parse_manifest(manifest(b"")), "graph")


def test_the_shipped_files_are_the_ones_described():
    folder = find_artifacts()
    from esmiuca.inference import read_manifest

    described = read_manifest(folder)
    for kind, entry in described.files.items():
        assert len(read_artifact(folder, described, kind)) == entry.bytes
