"""HTTP: the page, predictions, the Open Inference Protocol, and the description of all that at /docs."""
