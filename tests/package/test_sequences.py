"""Embedding and Recurrent: against loops, whole numbers, the pencil."""

import numpy as np

from backprop import Embedding, Recurrent, gradient_check


def test_gradients_of_a_recurrent_layer_agree_with_nudging():
    rng = np.random.default_rng(0)
    layer = Recurrent(3, 5, rng)
    layer.b += rng.normal(size=5)
    assert gradient_check(layer, rng.normal(size=(4, 6, 3)), rng)


def test_the_gradient_of_a_table_agrees_with_nudging():
    rng = np.random.default_rng(1)
    tokens = rng.integers(-1, 7, (4, 6))  # some come twice, some are padding
    assert gradient_check(Embedding(7, 3, rng), tokens, rng)
