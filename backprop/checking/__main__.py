"""Check a class in a file: python -m backprop.checking module:Layer ...

    python -m backprop.checking my_layers:Dense --shape 5,4 --args 4,3

imports my_layers, makes Dense(4, 3), draws X of shape (5, 4) and prints
the report of gradient_check. The exit status is 0 if all agrees, 1 if a
gradient is wrong, 2 if something is unresolved or unchecked, or could not
be checked at all.
"""

import argparse
import ast
import importlib
import inspect
import os
import sys

import numpy as np

from . import GradientCheckError, check_causal, check_rows, gradient_check

RIGHT, WRONG, OPEN = 0, 1, 2


def main(words=None):
    """Run the command with these words; return the exit status."""
    options = _parser().parse_args(words)
    rng = np.random.default_rng(options.seed)
    try:
        layer = _layer(options, rng)
        if options.whole:
            X = tuple(rng.integers(0, options.whole, s) for s in options.shape)
        else:
            X = tuple(rng.normal(size=s) for s in options.shape)
        X = X[0] if len(X) == 1 else X
        report = gradient_check(
            layer, X, rng, h=options.h, tolerance=options.tolerance,
            reset=options.reset, entries=options.entries,
            constants=options.constant,
        )  # fmt: skip
        print(report)
        for wanted, check in ((options.causal, check_causal),
                              (options.rows, check_rows)):  # fmt: skip
            if wanted:
                print(check(layer, X, rng))
    except GradientCheckError as error:
        print(error)
        return WRONG
    except Exception as error:  # whatever the class says to its arguments
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return OPEN
    return RIGHT if report else OPEN


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m backprop.checking",
        description=__doc__.split("\n\n")[0],
        epilog="Exit status: 0 all agrees; 1 a gradient is wrong; 2 "
        "unresolved, unchecked, or not to be checked.",
    )
    add = parser.add_argument
    add("layer", metavar="module:Class",
        help="what to check: a class, an object, or a function that makes "
        "one; module may be a path, my_layers.py:Dense")  # fmt: skip
    add("--shape", metavar="5,4", type=_shape, action="append", required=True,
        help="the shape of X; more than once for several inputs")  # fmt: skip
    add("--args", default="", metavar="4,3",
        help="the class's arguments, as Python writes them")  # fmt: skip
    add("--integers", dest="whole", type=int, metavar="K",
        help="X is whole numbers below K")  # fmt: skip
    add("--seed", type=int, default=0)
    add("--h", type=float, default=1e-5)
    add("--tolerance", type=float, default=1e-7)
    add("--entries", type=int, metavar="200",
        help="ask so many entries of each array")  # fmt: skip
    add("--reset", metavar="METHOD", help="called before each forward")
    add("--constant", action="append", default=[], metavar="NAME",
        help="an array on the layer that nobody trains")  # fmt: skip
    add("--causal", action="store_true", help="also check_causal")
    add("--rows", action="store_true", help="also check_rows")
    return parser


def _shape(text):
    try:
        shape = tuple(int(n) for n in text.split(",") if n.strip())
    except ValueError:
        shape = ()
    if not shape or min(shape) < 1:
        raise argparse.ArgumentTypeError(
            f"expected whole numbers such as 5,4, got {text!r}"
        )
    return shape


def _layer(options, rng):
    """The object that module:Class names, made with its arguments."""
    name, colon, thing = options.layer.rpartition(":")
    if not colon or not name or not thing:
        raise ValueError(
            f"expected module:Class, such as my_layers:Dense, got "
            f"{options.layer!r}"
        )
    folder, file = os.path.split(name)
    sys.path.insert(0, os.path.abspath(folder))
    found = importlib.import_module(file.removesuffix(".py"))
    for part in thing.split("."):
        found = getattr(found, part)
    if not isinstance(found, type) and hasattr(found, "backward"):
        return found
    args = ast.literal_eval(f"({options.args},)") if options.args else ()
    needs = inspect.signature(found).parameters.values()
    if any(p.name == "rng" and p.default is p.empty for p in needs):
        return found(*args, rng=rng)
    return found(*args)


if __name__ == "__main__":
    sys.exit(main())
