"""Wrong calls of every public function, and what each must say.

One entry: what is wrong -> (call, what was expected, what came), the last
two as regular expressions found in the message of a ValueError or
TypeError.
"""

import numpy as np

import backprop as bp

NAN, INF = float("nan"), float("inf")
X = np.ones((5, 4))
RAGGED = [[1.0, 2.0], [3.0]]
NOT_NUMBERS = {
    "strings": (np.array([["a", "b"]]), "numbers", "<U1"),
    "objects": (np.array([[None, 1]]), "numbers", "object"),
    "complex": (np.array([[1j, 2.0]]), "numbers", "complex128"),
    "dates": (np.array([["2020"]], "datetime64[Y]"), "numbers", "datetime"),
    "None": (None, "numbers", "object"),
    "ragged": (RAGGED, "one array", "different lengths"),
}
NOT_WHOLE = {
    "float": (2.0, "whole number", r"2\.0 \(float\)"),
    "bool": (True, "whole number", r"True \(bool\)"),
    "string": ("3", "whole number", r"'3' \(str\)"),
    "None": (None, "whole number", "None"),
    "zero": (0, "at least 1", "got 0"),
    "negative": (-3, "at least 1", "got -3"),
    "nan": (NAN, "whole number", "nan"),
}
NOT_POSITIVE = {
    "zero": (0.0, "above 0", r"got 0\.0"),
    "negative": (-0.1, "above 0", r"got -0\.1"),
    "nan": (NAN, "finite", "got nan"),
    "inf": (INF, "finite", "got inf"),
    "bool": (True, "a number", r"True \(bool\)"),
    "string": ("fast", "a number", r"'fast' \(str\)"),
    "complex": (1j, "a number", r"1j \(complex\)"),
    "array": (np.array([0.1]), "a number", "ndarray"),
    "None": (None, "a number", "None"),
}
NEGATIVE = {k: NOT_POSITIVE[k] for k in ("nan", "inf", "bool", "string")} | {
    "negative": (-1.0, "at least 0", r"got -1\.0")
}
NOT_A_GENERATOR = {
    "seed": (0, "numpy.random.Generator", "got int"),
    "None": (None, "numpy.random.Generator", "got NoneType"),
    "module": (np.random, "numpy.random.Generator", "got module"),
    "legacy": (np.random.RandomState(0), "Generator", "got RandomState"),
}
NOT_FINITE = {
    "nan": (NAN, "finite", r"got nan at index \(1, 0\)"),
    "inf": (INF, "finite", r"got inf at index \(1, 0\)"),
    "-inf": (-INF, "finite", r"got -inf at index \(1, 0\)"),
}


def rng():
    return np.random.default_rng(0)


def net():
    return bp.Sequential(bp.Linear(4, 3, rng()))


def spoiled(value, shape=(5, 4)):
    array = np.ones(shape)
    array[1, 0] = value
    return array


def filled(value):
    """An array with this number in it; anything else as it is."""
    return spoiled(value) if isinstance(value, float) else value


class Table(dict):
    def add(self, name, call, expected, came):
        if name in self:
            raise KeyError(name)
        self[name] = (call, expected, came)

    def each(self, name, wrong, call):
        """One entry for each wrong value, which `call` is given."""
        for what, (value, expected, came) in wrong.items():
            self.add(
                f"{name}: {what}", lambda v=value: call(v), expected, came
            )


T = Table()
