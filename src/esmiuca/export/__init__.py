"""Export: a trained network as ONNX in two forms, the manifest that describes it, the check that all engines agree."""
