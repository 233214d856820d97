"""Right layers of many kinds are never accused; planted mistakes are found.

`make test-long` (BACKPROP_LONG=1) runs 6,840 right layers and every mistake
in every array; `make test` a few of each.
"""

import os
from collections import Counter

import numpy as np
import pytest
from zoo import KINDS, MISTAKES, Planted

from backprop import GradientCheckError, gradient_check

LONG = bool(os.environ.get("BACKPROP_LONG"))
RIGHT = 360 if LONG else 6  # runs for each of the 19 kinds


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_right_layer_is_never_accused(kind):
    count = Counter()
    for seed in range(RIGHT):
        rng = np.random.default_rng(seed)
        layer, X = KINDS[kind](rng)
        report = gradient_check(layer, X, rng)
        assert not report.unchecked
        count.update(v.verdict for v in report.values())
    if kind == "float32":
        assert set(count) <= {"agrees", "unresolved"}
    else:
        assert count["agrees"] / count.total() >= 0.99, count


@pytest.mark.long
@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_mistake_is_found_and_named(kind, mistake):
    for seed in range(3 if LONG else 1):
        rng = np.random.default_rng(100 + seed)
        layer, X = KINDS[kind](rng)
        names = list(layer.params()) + ["X"] * (kind != "embedding")
        for name in names if LONG else names[seed : seed + 1]:
            planted = Planted(layer, name, MISTAKES[mistake])
            with pytest.raises(GradientCheckError) as caught:
                gradient_check(planted, X, rng)
            wrong = [
                n for n, v in caught.value.report.items()
                if v.verdict == "wrong"
            ]  # fmt: skip
            assert wrong == [name]
