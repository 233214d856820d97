"""Convolution: one small net, laid at every place of an image."""

import numpy as np

from ..validation import finite, float_array, methods, upstream, whole
from .initializers import he_normal
from .linear import Layer
from .windows import images, padded, pair, windows


class Conv2d(Layer):
    """Y[n, i, j] = Σ_uv X[n, s i + u, s j + v] K[u, v] + b, s the stride.

    Each X[...] is a row of c_in channels, each K[u, v] a matrix
    (c_in, c_out); `padding` rings of zeros are laid around the image first.
    The kernel is not turned (the field calls this convolution all the same).

    Backward: dK[u, v] = Σ_nij X[n, s i + u, s j + v]ᵀ dY[n, i, j], db = Σ_nij
    dY[n, i, j], and every dY[n, i, j] stamps the kernel onto dX:
    dX[n, s i + u, s j + v] += dY[n, i, j] K[u, v]ᵀ.

    Remembers P, the windows as rows (im2col): kh kw times the image.
    Shapes: X (N, H, W, c_in), K (kh, kw, c_in, c_out), b (c_out,),
    Y (N, H', W', c_out) with H' = (H + 2 padding - kh) / stride + 1.
    `kernel` is one number or (kh, kw). `init` maps (kh kw c_in, c_out, rng)
    to K's entries; b starts at 0.

    Raises ValueError for X or dY of another shape, images smaller than the
    kernel or with rows or columns that a stride leaves over, or backward
    before forward; TypeError for entries that are not numbers.
    Derived in chapter 9.
    """

    def __init__(
        self,
        c_in,
        c_out,
        kernel,
        rng,
        *,
        stride=1,
        padding=0,
        init=he_normal,
        dtype=np.float64,
    ):
        c_in, c_out = whole(c_in, "c_in"), whole(c_out, "c_out")
        kh, kw = pair(kernel, "kernel")
        methods(init, "init", "__call__")
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"Conv2d's dtype must be float, got {dtype}")
        K = float_array(init(kh * kw * c_in, c_out, rng), "the K of init")
        if K.shape != (kh * kw * c_in, c_out):
            raise ValueError(
                f"init must return shape {(kh * kw * c_in, c_out)}, "
                f"got {K.shape}"
            )
        K = K.reshape(kh, kw, c_in, c_out)
        self._set(K, np.zeros(c_out), stride, padding, dtype)

    @classmethod
    def from_arrays(cls, K, b, *, stride=1, padding=0):
        """A layer with copies of K (kh, kw, c_in, c_out) and b (c_out,).

        Raises ValueError for other shapes, empty arrays, NaN or infinity;
        TypeError for entries that are not numbers.
        """
        K, b = float_array(K, "K"), float_array(b, "b")
        if K.ndim != 4 or 0 in K.shape or b.shape != K.shape[3:]:
            raise ValueError(
                "Conv2d expects K of shape (kh, kw, c_in, c_out) and b of "
                f"shape (c_out,), got {K.shape} and {b.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(finite(K, "K"), finite(b, "b"), stride, padding, K.dtype)
        return layer

    def _set(self, K, b, stride, padding, dtype):
        self.stride = whole(stride, "stride")
        self.padding = whole(padding, "padding", least=0)
        self.K = np.array(K, dtype)
        self.b = np.array(b, dtype)
        self.P = self.dK = self.db = self._shapes = None

    def forward(self, X):
        kh, kw, c_in, c_out = self.K.shape
        X = images(X, c_in, "Conv2d")
        X = padded(X, self.padding)
        seen = windows(X, (kh, kw), self.stride, "Conv2d", self.padding)
        Y_shape = (*seen.shape[:3], c_out)  # (N, H', W', c_out)
        self._shapes = X.shape, Y_shape
        self.P = seen.reshape(-1, kh * kw * c_in)  # (N H' W', kh kw c_in)
        Y = self.P @ self.K.reshape(-1, c_out)  # -> (N H' W', c_out)
        Y += self.b
        return Y.reshape(Y_shape)

    def backward(self, dY):
        dY = self.parameter_gradients(dY)  # (N H' W', c_out)
        kh, kw, c_in, c_out = self.K.shape
        (N, H, W, _), (_, rows, columns, _) = self._shapes
        p, s = self.padding, self.stride
        dX = np.zeros((N, H, W, c_in), dY.dtype)
        for u, v in np.ndindex(kh, kw):  # entry (u, v) of every stamp at once
            under = dX[:, u : u + s * rows : s, v : v + s * columns : s]
            stamp = dY @ self.K[u, v].T  # -> (N H' W', c_in)
            under += stamp.reshape(under.shape)
        return dX[:, p : H - p, p : W - p]

    def parameter_gradients(self, dY):
        """backward without dX, which the first layer of a net can spare.

        Returns dY as rows (N H' W', c_out), one for each row of P.
        """
        dY = upstream(dY, self._shapes and self._shapes[1], "Conv2d")
        dY = dY.reshape(-1, len(self.b))
        self.dK = (self.P.T @ dY).reshape(self.K.shape)
        self.db = dY.sum(axis=0)
        return dY

    def params(self):
        return {"K": self.K, "b": self.b}

    def grads(self):
        return {"K": self.dK, "b": self.db}
