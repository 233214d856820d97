"""Where weights start: random, with a size that keeps signals alive.

Each initializer maps (n_in, n_out, rng) to W of shape (n_in, n_out),
entries independent, with mean 0 and the variance that its name stands for.
They are derived in chapter 6.

Raise TypeError or ValueError for sizes that are not whole numbers >= 1,
or an rng that is not a numpy.random.Generator.
"""

import numpy as np

from ..validation import generator, whole


def _normal(variance, n_in, n_out, rng):
    return generator(rng).normal(0.0, np.sqrt(variance), (n_in, n_out))


def _uniform(variance, n_in, n_out, rng):
    limit = np.sqrt(3.0 * variance)  # U(-a, a) has variance a**2 / 3
    return generator(rng).uniform(-limit, limit, (n_in, n_out))


def _sizes(n_in, n_out):
    return whole(n_in, "n_in"), whole(n_out, "n_out")


def lecun_normal(n_in, n_out, rng):
    """W ~ N(0, 1/n_in): keeps the variance of a linear layer's output.

    Source: LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998.
    """
    n_in, n_out = _sizes(n_in, n_out)
    return _normal(1 / n_in, n_in, n_out, rng)


def glorot_normal(n_in, n_out, rng):
    """W ~ N(0, 2/(n_in + n_out)): a compromise of forward and backward.

    Source: Glorot and Bengio, 2010, equation 12.
    """
    n_in, n_out = _sizes(n_in, n_out)
    return _normal(2 / (n_in + n_out), n_in, n_out, rng)


def glorot_uniform(n_in, n_out, rng):
    """W ~ U(-a, a), a = sqrt(6/(n_in + n_out)): variance as glorot_normal.

    Source: Glorot and Bengio, 2010, equation 16.
    """
    n_in, n_out = _sizes(n_in, n_out)
    return _uniform(2 / (n_in + n_out), n_in, n_out, rng)


def he_normal(n_in, n_out, rng):
    """W ~ N(0, 2/n_in): makes up for the half that ReLU cuts off.

    Source: He, Zhang, Ren and Sun, 2015, equation 10.
    """
    n_in, n_out = _sizes(n_in, n_out)
    return _normal(2 / n_in, n_in, n_out, rng)


def he_uniform(n_in, n_out, rng):
    """W ~ U(-a, a), a = sqrt(6/n_in): variance as he_normal.

    Source: He, Zhang, Ren and Sun, 2015, equation 10.
    """
    n_in, n_out = _sizes(n_in, n_out)
    return _uniform(2 / n_in, n_in, n_out, rng)
