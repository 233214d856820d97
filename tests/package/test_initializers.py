"""Weights start with the mean and variance their name stands for."""

import numpy as np
import pytest

from backprop import (
    Linear,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    lecun_normal,
)

VARIANCE = {
    lecun_normal: lambda n_in, n_out: 1 / n_in,
    glorot_normal: lambda n_in, n_out: 2 / (n_in + n_out),
    glorot_uniform: lambda n_in, n_out: 2 / (n_in + n_out),
    he_normal: lambda n_in, n_out: 2 / n_in,
    he_uniform: lambda n_in, n_out: 2 / n_in,
}


@pytest.mark.parametrize("init", VARIANCE)
@pytest.mark.parametrize(("n_in", "n_out"), [(300, 500), (500, 200)])
def test_mean_and_variance(init, n_in, n_out):
    W = init(n_in, n_out, np.random.default_rng(0))
    variance = VARIANCE[init](n_in, n_out)
    assert W.shape == (n_in, n_out)
    # Five standard errors of 100,000 draws and more.
    assert abs(W.mean()) < 5 * np.sqrt(variance / W.size)
    assert W.var() == pytest.approx(variance, rel=5 * np.sqrt(2 / W.size))
    if "uniform" in init.__name__:
        assert np.abs(W).max() <= np.sqrt(3 * variance)
    else:
        inside = np.abs(W) < np.sqrt(variance)
        assert inside.mean() == pytest.approx(0.6827, abs=0.01)


@pytest.mark.parametrize("init", VARIANCE)
def test_a_seed_fixes_the_weights(init):
    one, same, other = (
        init(3, 4, np.random.default_rng(seed)) for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(one, same)
    assert (one != other).all()


def test_linear_starts_with_its_init_and_biases_at_0():
    layer = Linear(3, 4, np.random.default_rng(0), init=glorot_uniform)
    expected = glorot_uniform(3, 4, np.random.default_rng(0))
    np.testing.assert_array_equal(layer.W, expected)
    assert not layer.b.any()
