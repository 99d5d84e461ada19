"""ONNX Runtime, silent: its newer releases report to their maker unless told not to.

Merely importing one writes a lasting device id and a database of events into the user's cache folder; ten seconds later it looks
up the host that they go to. So the word that stops it is said before the import, here, and nothing else imports it (ruff sees
to that). A value that is set already stays. Source: onnxruntime's Privacy.md, "Disabling Telemetry".
"""

from __future__ import annotations

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime as onnxruntime  # noqa: TID251
