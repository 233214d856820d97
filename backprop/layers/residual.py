"""Residual: layers that add to what goes past them."""

from ..validation import float_array, upstream
from .linear import Sequential


class Residual(Sequential):
    """Y = X + f(X), where f is these layers, one after another.

    X goes two ways, so two gradients meet at it: dX = dY + what f's
    backward makes of dY. Remembers nothing itself but X's shape. Shapes: X
    and Y (N, ...), the same. Parameters are named as in Sequential,
    "0.gain", "1.Wq", ...

    Raises ValueError for no layers or the same layer twice, an f(X) or a
    dY of another shape than X, or backward before forward; TypeError for
    what is no layer, or entries that are not numbers.
    Derived in chapter 11.
    """

    def __init__(self, *layers):
        super().__init__(*layers)
        self._shape = None

    def forward(self, X):
        X = float_array(X, "Residual's X")
        added = super().forward(X)
        if added.shape != X.shape:
            raise ValueError(
                f"Residual expects layers that keep X's shape {X.shape}, "
                f"got {added.shape}"
            )
        self._shape = X.shape
        return X + added

    def backward(self, dY, need_dX=True):
        dY = upstream(dY, self._shape, "Residual")
        dX = super().backward(dY, need_dX)
        return dY + dX if need_dX else None  # two gradients meet
