"""Convolutions that are wrong where most people do not look."""

import numpy as np

from ...layers import Conv2d


class _OtherStamps(Conv2d):
    """A Conv2d whose dX is made place by place, by stamp."""

    def backward(self, dY):
        self.parameter_gradients(dY)
        padded, s = self._shapes[0], self.stride
        dX = np.zeros(padded, dY.dtype)
        for i, j in np.ndindex(self.places(dY)):
            self.stamp(dX[:, s * i :, s * j :], dY[:, i, j])
        return self.crop(dX)

    def places(self, dY):
        return dY.shape[1:3]

    def stamp(self, corner, d):
        kh, kw = self.K.shape[:2]
        corner[:, :kh, :kw] += np.einsum("nd,uvcd->nuvc", d, self.K)

    def crop(self, dX):
        p = self.padding
        return dX[:, p : dX.shape[1] - p, p : dX.shape[2] - p]


class FirstImageBias(_OtherStamps):
    """db of the first image alone. This one is shown, and not asked."""

    def parameter_gradients(self, dY):
        rows = super().parameter_gradients(dY)
        self.db = dY[0].sum(axis=(0, 1))
        return rows


class LastImage(_OtherStamps):
    """dK of the last image alone."""

    def parameter_gradients(self, dY):
        rows = super().parameter_gradients(dY)
        n = len(rows) // len(dY)  # rows of an image
        self.dK = (self.P[-n:].T @ rows[-n:]).reshape(self.K.shape)
        return rows


class MeanOverImages(_OtherStamps):
    """db divided by the number of images."""

    def parameter_gradients(self, dY):
        rows = super().parameter_gradients(dY)
        self.db = self.db / len(dY)
        return rows


class RowsForColumns(_OtherStamps):
    """The loop over columns of places ends with the number of rows."""

    def places(self, dY):
        return dY.shape[1], min(dY.shape[1:3])


class HeightForWidth(_OtherStamps):
    """The loop over the kernel's columns ends with its number of rows."""

    def stamp(self, corner, d):
        kh, kw = self.K.shape[:2]
        K = self.K[:, : min(kh, kw)]
        corner[:, :kh, : K.shape[1]] += np.einsum("nd,uvcd->nuvc", d, K)


class ReshapedForTransposed(_OtherStamps):
    """K[u, v].reshape(c_out, c_in) in place of K[u, v].T."""

    def stamp(self, corner, d):
        kh, kw, c_in, c_out = self.K.shape
        for u, v in np.ndindex(kh, kw):
            corner[:, u, v] += d @ self.K[u, v].reshape(c_out, c_in)


class FirstChannel(_OtherStamps):
    """dX from the blame of the first output channel alone."""

    def stamp(self, corner, d):
        kh, kw = self.K.shape[:2]
        corner[:, :kh, :kw] += np.einsum(
            "n,uvc->nuvc", d[:, 0], self.K[..., 0]
        )


class WrittenOver(_OtherStamps):
    """= in place of += where windows overlap."""

    def stamp(self, corner, d):
        kh, kw = self.K.shape[:2]
        corner[:, :kh, :kw] = np.einsum("nd,uvcd->nuvc", d, self.K)


class CroppedOnOneSide(_OtherStamps):
    """Both rings of the padding are cut off at the upper left."""

    def crop(self, dX):
        return dX[:, 2 * self.padding :, 2 * self.padding :]
