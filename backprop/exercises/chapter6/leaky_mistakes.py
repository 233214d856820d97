"""The mistakes of 6.3, told apart by the variance of their weights."""

import numpy as np

from ..record import Wrong

VARIANCES = {  # of (n_in, n_out, slope), for each known mistake
    "slope-ignored": lambda m, n, s: 2 / m,
    "variance-as-scale": lambda m, n, s: (2 / ((1 + s**2) * m)) ** 2,
    "two-forgotten": lambda m, n, s: 1 / ((1 + s**2) * m),
    "slope-not-squared": lambda m, n, s: 2 / ((1 + s) * m),
    "slope-multiplies": lambda m, n, s: 2 * (1 + s**2) / m,
    "outputs-counted": lambda m, n, s: 2 / ((1 + s**2) * n),
    "glorot": lambda m, n, s: 2 / (m + n),
    "uniform": lambda m, n, s: 2 / ((1 + s**2) * m) / 3,
}


def _scale(n_in, slope):
    return np.sqrt(2 / ((1 + slope**2) * n_in))


def _slope_ignored(n_in, n_out, slope, rng):
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


def _variance_as_scale(n_in, n_out, slope, rng):
    return rng.normal(0, 2 / ((1 + slope**2) * n_in), (n_in, n_out))


def _two_forgotten(n_in, n_out, slope, rng):
    return rng.normal(0, np.sqrt(1 / (1 + slope**2) / n_in), (n_in, n_out))


def _slope_not_squared(n_in, n_out, slope, rng):
    return rng.normal(0, np.sqrt(2 / (1 + slope) / n_in), (n_in, n_out))


def _slope_multiplies(n_in, n_out, slope, rng):
    return rng.normal(0, np.sqrt(2 * (1 + slope**2) / n_in), (n_in, n_out))


def _outputs_counted(n_in, n_out, slope, rng):
    return rng.normal(0, _scale(n_out, slope), (n_in, n_out))


def _glorot(n_in, n_out, slope, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


def _uniform(n_in, n_out, slope, rng):
    a = _scale(n_in, slope)
    return rng.uniform(-a, a, (n_in, n_out))


def _transposed(n_in, n_out, slope, rng):
    return rng.normal(0, _scale(n_in, slope), (n_out, n_in))


def _fixed_seed(n_in, n_out, slope, rng):
    rng = np.random.default_rng(0)
    return rng.normal(0, _scale(n_in, slope), (n_in, n_out))


def _own_generator(n_in, n_out, slope, rng):
    rng = np.random.default_rng()
    return rng.normal(0, _scale(n_in, slope), (n_in, n_out))


def _one_sided(n_in, n_out, slope, rng):
    return abs(rng.normal(0, _scale(n_in, slope), (n_in, n_out)))


MISTAKES = (
    Wrong(
        "slope-ignored",
        _slope_ignored,
        "2/n_in is the variance for ReLU, which sends nothing from the "
        "negative side. A leaky ReLU sends slope · z, and that adds to the "
        "mean square.",
    ),
    Wrong(
        "variance-as-scale",
        _variance_as_scale,
        "rng.normal takes the standard deviation, the root of the variance. "
        "You gave it the variance.",
    ),
    Wrong(
        "slope-not-squared",
        _slope_not_squared,
        "A negative z becomes slope · z. Its square is slope² · z².",
    ),
    Wrong(
        "two-forgotten",
        _two_forgotten,
        "Each side of 0 holds half of the mean square of z. The positive "
        "half passes whole, the negative half times slope². The ½ in front "
        "of both makes a 2 in the variance.",
    ),
    Wrong(
        "slope-multiplies",
        _slope_multiplies,
        "The leaky side makes the output larger, so the weights must be "
        "smaller: 1 + slope² divides the variance.",
    ),
    Wrong(
        "outputs-counted",
        _outputs_counted,
        "On the way forward one z is a sum over the inputs, so n_in terms "
        "are added. n_out would keep the size on the way back.",
        section="06-vanishing-exploding#Glorot: tanh",
    ),
    Wrong(
        "glorot",
        _glorot,
        "This is Glorot's variance, for an activation that is nearly "
        "linear. It also counts n_out, a compromise with the way back that "
        "is not asked for here.",
        section="06-vanishing-exploding#Glorot: tanh",
    ),
    Wrong(
        "uniform",
        _uniform,
        "Uniform numbers between -a and a have the variance a²/3. The task "
        "asks for normal weights, whose standard deviation you then choose.",
    ),
    Wrong(
        "transposed",
        _transposed,
        "Rows are examples: Z = X W, so W has a row for each input and a "
        "column for each unit.",
    ),
    Wrong(
        "one-sided",
        _one_sided,
        "The derivation needs weights with mean 0. With positive weights "
        "the mixed terms of the sum stay, and they grow with n_in.",
        section="06-vanishing-exploding#Forward",
    ),
    Wrong(
        "rng-ignored",
        _fixed_seed,
        "All layers of one shape would start with the same weights. Draw "
        "from the rng that is passed in.",
    ),
    Wrong(
        "own-generator",
        _own_generator,
        "A run can be repeated only if all its randomness comes from the "
        "rng that is passed in. Yours comes from elsewhere.",
    ),
)
