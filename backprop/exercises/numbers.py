"""An exercise's numbers, as a notebook shows them."""

import numpy as np


class Problem(dict):
    """An exercise's numbers, by name: p["X"] or p.X."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"expected one of {', '.join(self)}, got {name!r}"
            ) from None

    def __repr__(self):
        return "\n".join(_line(name, value) for name, value in self.items())


def _line(name, value):
    if not isinstance(value, np.ndarray):
        return f"{name} = {value}"
    if value.dtype.kind == "f" and np.all(value == np.rint(value)):
        value = value.astype(int)
    shown = np.array2string(
        value, separator=", ", precision=6, suppress_small=True
    )
    return f"{name} = " + shown.replace("\n", "\n" + " " * (len(name) + 3))
