"""Does a function leave its arguments alone, and say the same twice?"""

import numpy as np

from ..validation import one_number
from .calling import required

UPSTREAM = ("dout", "dy", "dl", "upstream", "grad", "grad_output", "gradient")
TARGETS = ("t", "y", "target", "targets", "y_true", "true", "truth", "label",
           "labels", "expected", "desired", "ground_truth", "gt")  # fmt: skip


class Watched:
    """Arrays by name, and what they were."""

    def __init__(self, arrays):
        self.arrays = arrays
        self.kept = {n: np.array(a) for n, a in arrays.items()}

    def unchanged(self, who):
        """Raise ValueError where `who` has written on one."""
        for name, a in self.arrays.items():
            old = self.kept[name]
            if not np.array_equal(a, old, equal_nan=old.dtype.kind in "fc"):
                a[...] = old
                raise ValueError(
                    f"{who} must leave its arguments as they are, got {name} "
                    f"changed in place: write on a copy ({name} = {name} - 1 "
                    f"makes one, {name} -= 1 does not)"
                )


def twice(f, who, watched):
    """Ask f() twice: one number, and the arguments left alone."""
    one = one_number(f(), who)
    watched.unchanged(who)
    again = one_number(f(), who)
    if abs(again - one) > 1e-9 * abs(one):  # never for an inf or a nan
        raise ValueError(
            f"{who} must return the same number twice, got two: fix its "
            "random numbers (a generator made anew from one seed in every "
            "call), or what it carries on from call to call"
        )


def pulled(loss, prediction, target, notes):
    """loss.backward(), with forward's arguments where it takes them.

    Raises TypeError for arguments of which the meaning cannot be told.
    """
    names = required(loss.backward) or []
    if not names:
        return loss.backward()
    wanted = (required(loss.forward) or [])[:2]
    meant = dict(zip(wanted, (prediction, target), strict=False))
    rest = [v for n, v in meant.items() if n not in names]
    if len(names) == 1 and names[0].lower() in UPSTREAM:
        return loss.backward(1.0)
    unknown = [n for n in names if n not in meant]
    if len(names) == 2 and len(unknown) == len(rest):
        if len(unknown) == 2:
            first, second = (n.lower() in TARGETS for n in unknown)
            rest = rest[::-1] if first and not second else rest
            order = "target and prediction" if first and not second else (
                "prediction and target"
            )  # fmt: skip
            notes.append(
                f"backward({', '.join(names)}) was given {order}, in this "
                "order"
            )
        meant.update(zip(unknown, rest, strict=True))
        unknown = []
    if unknown:
        raise TypeError(
            f"backward takes ({', '.join(names)}): expected no arguments, or "
            f"forward's ({', '.join(wanted)})"
        )
    return loss.backward(*(meant[n] for n in names))
