"""The net that reads what a reader draws on an empty sheet."""

from importlib.resources import files

import numpy as np

from ..layers import Linear, ReLU, Sequential

UNIT = 1 / 4096  # a stored weight is a whole number of these


def freehand_net():
    """Return (net, right, of): a net of 64, 64 and 10 units, trained.

    It learned from 2,400 digits that 30 people wrote with a pen, turned,
    slanted and stretched at random, and from `digits()`. Of `of` digits by
    14 other people it reads `right`. tools/freehand.py trained it.
    Source of the strokes: E. Alpaydin and F. Alimoglu, Pen-Based Recognition
    of Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0.
    """
    path = files("backprop") / "data_files" / "freehand.npz"
    with path.open("rb") as file, np.load(file) as stored:
        whole = {name: stored[name] for name in stored.files}
    right, of = int(whole.pop("right")), int(whole.pop("of"))
    return net_of(whole), right, of


def net_of(whole):
    """Return the net whose parameters are so many UNITs: {"0.W": ...}."""
    first, second = (
        Linear.from_arrays(whole[f"{k}.W"] * UNIT, whole[f"{k}.b"] * UNIT)
        for k in (0, 2)
    )
    return Sequential(first, ReLU(), second)
