"""Every wrong call is refused by a message that says what and why."""

import importlib
import re

import numpy as np
import pytest
from samples import PUBLIC
from wrong_values import T

import backprop

for table in (
    *("layers", "sequences", "attention", "losses", "training", "checking"),
):
    importlib.import_module(f"errors_{table}")  # fills T


@pytest.mark.parametrize("name", T)
def test_a_wrong_call_says_what_was_expected_and_what_came(name):
    call, expected, came = T[name]
    with pytest.raises((ValueError, TypeError)) as caught:
        call()
    message = str(caught.value)
    assert re.search(expected, message), message
    assert re.search(came, message), message
    assert not caught.traceback[-1].path.match("*numpy*"), message


def test_the_table_has_every_public_function():
    named = " ".join(T)
    cannot_fail = {"digits", "xor", "History", "GradientCheckError", "Layer"}
    cannot_fail |= {"running_net_in_torch"}  # no arguments
    for name in set(backprop.__all__) - cannot_fail:
        home = getattr(getattr(backprop, name), "__module__", "").split(".")
        if home[1:] and home[1] in PUBLIC:
            assert re.search(rf"\b{name}\b", named), f"no wrong call: {name}"


def test_a_layer_without_forward_or_backward_says_whose_it_lacks():
    class Half(backprop.Layer):
        pass

    with pytest.raises(NotImplementedError, match="Half has no forward"):
        Half().forward(np.ones((2, 2)))
    with pytest.raises(NotImplementedError, match="Half has no backward"):
        Half().backward(np.ones((2, 2)))
