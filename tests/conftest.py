"""What all tests have in common."""

from __future__ import annotations

import os

# pytest-xdist's workers already use all cores: one thread each. Set before PyTorch is imported.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
