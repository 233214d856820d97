"""The checks of arguments, so that every error names what was expected.

Shapes and dtypes are checked on every call, because they are cheap.
Finite values are checked once, where data enters.
"""

import math

import numpy as np


class NotFiniteError(ValueError):
    """An array that must be finite holds NaN or infinity."""


def float_array(value, what):
    """Return `value` as a float array; a float array is not copied.

    Integers and booleans become float64; float32 stays float32. Anything
    else (objects, strings, complex numbers) raises TypeError.
    """
    if type(value) is np.ndarray and value.dtype.kind == "f":
        return value
    array = one_array(value, what)
    if array.dtype.kind in "iub":
        return array.astype(np.float64)
    if array.dtype.kind != "f":
        raise TypeError(
            f"{what} must be an array of numbers, got dtype {array.dtype}"
        )
    return array


def whole_numbers(value, what):
    """Return `value` as an array of integers; booleans are refused."""
    if type(value) is np.ndarray and value.dtype.kind in "iu":
        return value
    array = one_array(value, what)
    if array.dtype.kind not in "iu":
        raise TypeError(
            f"{what} must be whole numbers, got dtype {array.dtype}"
        )
    return array


def one_array(value, what):
    """Return `value` as an array, of any dtype."""
    try:
        return np.asarray(value)
    except ValueError:  # rows of different lengths
        raise ValueError(
            f"{what} must be one array, got rows of different lengths"
        ) from None


def named_arrays(arrays, what):
    """Return the dict with its values as float arrays."""
    if not isinstance(arrays, dict):
        raise TypeError(
            f"{what} must be a dict of arrays, got {type(arrays).__name__}"
        )
    return {
        name: float_array(a, f"{what}' {name!r}") for name, a in arrays.items()
    }


def rows(X, n_in, what):
    """Return X as a float array of shape (N, ..., n_in), not empty."""
    if type(X) is not np.ndarray or X.dtype.kind != "f":
        X = float_array(X, f"{what}'s X")
    if X.ndim < 2 or X.shape[-1] != n_in or X.size == 0:
        N = "N" if X.ndim <= 2 else "N, ..."
        raise ValueError(
            f"{what} expects X of shape ({N}, {n_in}), not empty, "
            f"got {X.shape}"
        )
    return X


def upstream(dY, Y_shape, what):
    """Return dY as a float array, which must have the shape Y had."""
    if type(dY) is np.ndarray and dY.dtype.kind == "f" and dY.shape == Y_shape:
        return dY
    if Y_shape is None:
        raise ValueError(
            f"{what}.backward came before forward: "
            "expected a call of forward(X) first, got none"
        )
    dY = float_array(dY, f"{what}'s dY")
    if dY.shape != Y_shape:
        raise ValueError(
            f"{what} expects dY of the shape of Y, {Y_shape}, got {dY.shape}"
        )
    return dY


def finite(array, what):
    """Return the array; raise NotFiniteError if an entry is NaN or inf."""
    # A sum of squares is finite only if every entry is: one quick pass.
    if math.isfinite(np.vdot(array, array)):
        return array
    good = np.isfinite(array)  # the sum may have overflowed
    if not good.all():
        where = tuple(int(i) for i in np.argwhere(~good)[0])
        raise NotFiniteError(
            f"{what} must be finite, got {array[where]} at index {where}"
        )
    return array


def _finite_or_whole(value, what):
    """A float array, finite; whole numbers stay so, as tokens or labels."""
    array = one_array(value, what)
    if array.dtype.kind in "iu":
        return array
    return finite(float_array(array, what), what)


def paired(X, targets, whose=""):
    """Return (X, targets) as finite arrays with one target for each row."""
    X = _finite_or_whole(X, f"{whose}X")
    targets = _finite_or_whole(targets, f"{whose}targets")
    if X.ndim < 2 or X.size == 0:
        raise ValueError(
            f"{whose}X must have shape (N, n_in) with N >= 1, got {X.shape}"
        )
    if targets.ndim == 0 or len(targets) != len(X):
        raise ValueError(
            f"{whose}targets must have one entry for each of the {len(X)} "
            f"rows of X, got shape {targets.shape}"
        )
    return X, targets


def whole(value, name, least=1):
    """Return `value` as an int, which must be whole and >= least."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(
        value, (int, np.integer)
    ):
        raise TypeError(
            f"{name} must be a whole number, got {value!r} "
            f"({type(value).__name__})"
        )
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)


def real(value, name, *, above=None, least=None, below=None, most=None):
    """Return `value` as a finite float inside the bounds that are given."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(
        value, (int, float, np.integer, np.floating)
    ):
        raise TypeError(
            f"{name} must be a number, got {value!r} ({type(value).__name__})"
        )
    try:
        number = float(value)
    except OverflowError:  # an int beyond the largest float
        number = math.inf
    wanted = []
    if above is not None:
        wanted.append((value > above, f"above {above}"))
    if least is not None:
        wanted.append((value >= least, f"at least {least}"))
    if below is not None:
        wanted.append((value < below, f"below {below}"))
    if most is not None:
        wanted.append((value <= most, f"at most {most}"))
    if not math.isfinite(number) or not all(holds for holds, _ in wanted):
        bounds = " and ".join(["finite", *(text for _, text in wanted)])
        raise ValueError(f"{name} must be {bounds}, got {value}")
    return number


def generator(rng):
    """Return rng, which must be a numpy.random.Generator."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            "rng must be a numpy.random.Generator, such as "
            f"np.random.default_rng(0), got {type(rng).__name__}"
        )
    return rng


def methods(value, what, *names):
    """Raise TypeError unless `value` has all the methods in `names`."""
    if isinstance(value, type):
        raise TypeError(
            f"{what} must be an object, got the class {value.__name__}: "
            f"expected {value.__name__}(...)"
        )
    missing = [n for n in names if not callable(getattr(value, n, None))]
    if missing:
        raise TypeError(
            f"{what} must have the methods {', '.join(names)}, got "
            f"{type(value).__name__} without {', '.join(missing)}"
        )


def one_number(value, what):
    """Return value as a float: one number, of any shape of size 1."""
    array = float_array(value, f"what {what} returns")
    if array.size != 1:
        raise ValueError(
            f"{what} must return one number, got shape {array.shape}"
        )
    return float(array.reshape(()))
