"""The detector on ONNX Runtime: the public Python API. No PyTorch."""

from esmiuca.inference.artifacts import artifact_path, find_artifacts, read_artifact
from esmiuca.inference.detector import Detector
from esmiuca.inference.manifest import Manifest, parse_manifest, read_manifest
from esmiuca.inference.prediction import Prediction
from esmiuca.inference.reading import PlacedPrediction, PlacedSign, Reading

__all__ = [
    "Detector",
    "Manifest",
    "PlacedPrediction",
    "PlacedSign",
    "Prediction",
    "Reading",
    "artifact_path",
    "find_artifacts",
    "parse_manifest",
    "read_artifact",
    "read_manifest",
]
