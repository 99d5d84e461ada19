"""What all tests have in common."""

from __future__ import annotations

import os

# Workers of pytest-xdist share the cores: threads of one would only wait for those of the others. Before PyTorch is there.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
