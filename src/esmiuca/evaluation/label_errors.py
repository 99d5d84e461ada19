"""MNIST's known label errors among the test images: what keeps any reader from being right about all of them.

Images whose given label fewer than three of five people confirmed. Source: Northcutt, Athalye and Mueller 2021,
"Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks" (its votes:
https://github.com/cleanlab/label-errors, mturk/mnist_mturk.json).
"""

from __future__ import annotations

# Index among the 10,000 → (given label, what most of the five read; None where no digit had three votes).
LABEL_ERRORS: dict[int, tuple[int, int | None]] = {
    947: (8, 9),
    1621: (0, 6),
    1901: (9, 4),
    2130: (4, None),
    2462: (2, 0),
    2597: (5, 3),
    2654: (6, None),
    3520: (6, None),
    3558: (5, 0),
    5937: (5, 3),
    6651: (0, 6),
    6783: (1, 6),
    8527: (4, None),
    9679: (6, None),
    9729: (5, 6),
}
