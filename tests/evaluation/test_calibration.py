"""Softmax, temperature, calibration error, refusal, confusion: on cases whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from esmiuca.evaluation import (
    confusion_matrix,
    expected_calibration_error,
    fit_temperature,
    negative_log_likelihood,
    refusal_threshold,
    softmax,
)


@given(arrays(np.float32, (4, 10), elements=st.floats(-1000, 1000, width=32)), st.floats(0.1, 10))
def test_softmax_is_a_distribution_in_the_order_of_the_logits(logits: np.ndarray, temperature: float) -> None:
    probabilities = softmax(logits, temperature)
    assert np.allclose(probabilities.sum(1), 1)
    assert (probabilities >= 0).all()
    rows = np.arange(len(logits))
    assert np.allclose(probabilities[rows, logits.argmax(1)], probabilities.max(1))


def test_softmax_by_hand() -> None:
    assert softmax(np.array([[0.0, np.log(3.0)]])) == pytest.approx(np.array([[0.25, 0.75]]))
    assert softmax(np.array([[0.0, np.log(9.0)]]), 2.0) == pytest.approx(np.array([[0.25, 0.75]]))


def test_temperature_is_recovered() -> None:
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 2, (20_000, 10))
    labels = np.array([generator.choice(10, p=row) for row in softmax(logits)])
    assert fit_temperature(logits * 3, labels) == pytest.approx(3, rel=0.03)
    assert negative_log_likelihood(logits * 3, labels, 3.0) < negative_log_likelihood(logits * 3, labels)


def test_calibration_error_by_hand() -> None:
    probabilities = np.array([[0.9, 0.1]] * 10)
    labels = np.array([0] * 6 + [1] * 4)  # 60% right at 90% confidence
    assert expected_calibration_error(probabilities, labels) == pytest.approx(0.3)


def test_refusal_threshold_refuses_that_share() -> None:
    scores = np.linspace(0.5, 1.0, 1001)
    assert (scores < refusal_threshold(scores, 0.01)).mean() == pytest.approx(0.01, abs=0.001)


def test_confusion_counts() -> None:
    matrix = confusion_matrix(np.array([1, 1, 2]), np.array([1, 7, 2]))
    assert matrix[1, 1] == matrix[1, 7] == matrix[2, 2] == 1
    assert matrix.sum() == 3
