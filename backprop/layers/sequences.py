"""What a layer over sequences is given: X, a first state, a mask.

Sequences are (N, T, ...): N examples of T steps. A mask (N, T) is True at
real places, False where nothing was said.
"""

import numpy as np

from ..validation import float_array, one_array


def sequences(X, n_in, what):
    """Return X as a float array (N, T, n_in), none of them 0."""
    X = float_array(X, f"{what}'s X")
    if X.ndim != 3 or 0 in X.shape or X.shape[2] != n_in:
        raise ValueError(
            f"{what} expects X of shape (N, T, {n_in}), none of them 0, "
            f"got {X.shape}"
        )
    return X


def first_state(h0, shape, dtype, what):
    """Return the state (N, n_hidden) before the first step; None is zeros."""
    if h0 is None:
        return np.zeros(shape, dtype)
    h0 = float_array(h0, f"{what}'s h0")
    if h0.shape != shape:
        raise ValueError(f"{what} expects h0 of shape {shape}, got {h0.shape}")
    return h0


def real_places(mask, shape, what):
    """Return the mask (N, T), True somewhere; True everywhere for None."""
    if mask is None:
        return np.ones(shape, bool)
    mask = one_array(mask, f"{what}'s mask")
    if mask.dtype != bool:
        raise TypeError(
            f"{what}'s mask must be boolean, got dtype {mask.dtype}"
        )
    if mask.shape != shape:
        raise ValueError(
            f"{what} expects a mask of shape {shape}, got {mask.shape}"
        )
    if not mask.any():
        raise ValueError(
            f"{what} expects a mask that is True somewhere, got False at all "
            f"{mask.size} places"
        )
    return mask


def looking(Q, K, V, what, *, dO=None, A=None):
    """Return Q, K (..., T, d), V (..., T, d_v) as float arrays that fit.

    Where dO (..., T, d_v) and A (..., T, T) are given, both follow.
    """
    Q, K, V = (
        float_array(array, f"{what}'s {name}")
        for array, name in [(Q, "Q"), (K, "K"), (V, "V")]
    )
    fit = Q.ndim >= 2 and K.shape == Q.shape and V.shape[:-1] == Q.shape[:-1]
    if not fit or Q.size == 0 or V.size == 0:
        raise ValueError(
            f"{what} expects Q and K of shape (..., T, d) and V (..., T, d_v),"
            f" none of them 0, got {Q.shape}, {K.shape} and {V.shape}"
        )
    if dO is None and A is None:
        return Q, K, V
    dO, A = float_array(dO, f"{what}'s dO"), float_array(A, f"{what}'s A")
    A_shape = (*Q.shape[:-1], Q.shape[-2])
    if dO.shape != V.shape or A.shape != A_shape:
        raise ValueError(
            f"{what} expects dO of V's shape {V.shape} and A of shape "
            f"{A_shape}, got {dO.shape} and {A.shape}"
        )
    return Q, K, V, dO, A
