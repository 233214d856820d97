"""Windows over images: where a kernel or a pool is laid, and what it sees.

Images are (N, H, W, C), channels last. A window of (kh, kw) pixels is laid
at every stride-th row and column, from the upper left corner, so that
H' = (H - kh) / stride + 1 of them fit one below the other.
"""

import numpy as np

from ..validation import float_array, whole


def pair(value, name):
    """Return (height, width): a pair as it is, one number for both."""
    if isinstance(value, (tuple, list)):
        if len(value) != 2:
            raise ValueError(
                f"{name} must be one number or a pair (height, width), "
                f"got {value!r}"
            )
        return whole(value[0], name), whole(value[1], name)
    return (whole(value, name),) * 2


def images(X, channels, what):
    """Return X as a float array (N, H, W, channels), none of them 0."""
    X = float_array(X, f"{what}'s X")
    if X.ndim != 4 or 0 in X.shape or channels not in (None, X.shape[3]):
        raise ValueError(
            f"{what} expects X of shape (N, H, W, {channels or 'C'}), none "
            f"of them 0, got {X.shape}"
        )
    return X


def padded(X, p):
    """Return X (N, H, W, C) with p rings of zeros around every image."""
    if p == 0:
        return X
    N, H, W, C = X.shape
    framed = np.zeros((N, H + 2 * p, W + 2 * p, C), X.dtype)
    framed[:, p : p + H, p : p + W] = X
    return framed


def windows(X, size, stride, what, padding=0):
    """View X (N, H, W, C) as its windows (N, H', W', kh, kw, C).

    Nothing is copied: the entries of windows that overlap are the same
    memory, so write to none of them. padding: the rings that X has already,
    for the words of an error. Raises ValueError where a window does not fit,
    or the last rows or columns would belong to no window.
    """
    for axis, name in ((1, "rows"), (2, "columns")):
        free = X.shape[axis] - size[axis - 1]
        if free < 0:
            raise ValueError(
                f"{what} expects images of at least {size[axis - 1]} {name}, "
                f"padding included, got {X.shape[axis]}"
            )
        if free % stride:
            fits = X.shape[axis] - 2 * padding - free % stride
            raise ValueError(
                f"{what} with windows of {size[axis - 1]} {name} and stride "
                f"{stride} would drop the last {free % stride} of "
                f"{X.shape[axis]} {name}{', padding included' * (padding > 0)}"
                f": expected a number of {name} such as {fits} or "
                f"{fits + stride}"
            )
    seen = np.lib.stride_tricks.sliding_window_view(X, size, axis=(1, 2))
    return seen[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
