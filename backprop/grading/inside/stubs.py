"""The names that a notebook has without importing them, and pictures.

No plotting library is here. In its place stand modules that take every
call and draw nothing, so that a cell that also draws keeps its answer.
"""

import builtins
import importlib.abc
import importlib.machinery
import sys
import types

import numpy as np

from . import handed

DRAWING = ("matplotlib", "mpl_toolkits", "seaborn", "plotly", "IPython")
DRAWING += ("ipywidgets", "backprop.plots", "backprop.live", "tqdm")


class Nothing:
    """Whatever is done with it gives another one."""

    def __init__(self, *args, **named):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()

    def __call__(self, *args, **named):
        return Nothing()

    def __getitem__(self, key):
        return Nothing()

    def __setitem__(self, key, value):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __iter__(self):
        return iter(())


def _subplots(nrows=1, ncols=1, *args, **named):
    """(a figure, its axes), in the shape that matplotlib gives."""
    axes = np.empty((nrows, ncols), dtype=object)
    for place in np.ndindex(axes.shape):
        axes[place] = Nothing()
    axes = axes.squeeze()
    return Nothing(), axes if axes.ndim else axes.item()


def _same(first=(), *args, **named):
    """tqdm(things) is still a loop over things."""
    return first


class _Module(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        known = {"subplots": _subplots, "tqdm": _same, "trange": range}
        return known.get(name, Nothing())


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if any(name == d or name.startswith(d + ".") for d in DRAWING):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return _Module(spec.name)

    def exec_module(self, module):
        pass


def _leave(code=None):
    raise SystemExit(code)


def namespace(numbers):
    """The namespace of a fresh notebook, with these numbers to hand out."""
    sys.meta_path.insert(0, _Finder())
    handed.NUMBERS.update(numbers)
    builtins.exit = builtins.quit = _leave
    builtins.display = builtins.get_ipython = Nothing()
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main  # where a cell's classes say they are
    return vars(main)
