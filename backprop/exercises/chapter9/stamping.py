"""9.3: dK of a small image with a pencil, and what one pixel is blamed for."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import apart
from ..pools.stamps import PLACES
from ..record import Exercise, Wrong
from ..slipped import wrong

CLOSE = 1e-3
H, W = 4, 6


def draw(rng):
    """X (4, 6), K and dY of whole numbers; a pixel where two stamps meet."""
    while True:
        kh, kw = (2, 3) if rng.integers(2) else (3, 2)
        rows, columns = H - kh + 1, W - kw + 1
        dY = np.zeros((rows, columns), dtype=int)
        places = rng.choice(dY.size, 3, replace=False)
        dY.flat[places] = rng.choice([-3, -2, 2, 3, 4, 5], 3, replace=False)
        K = rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5], 6, replace=False)
        numbers = {
            "X": rng.integers(0, 5, (H, W)).tolist(),
            "K": K.reshape(kh, kw).tolist(),
            "dY": dY.tolist(),
            "pixel": _meeting(dY, kh, kw),
        }
        if numbers["pixel"] is None or dY.sum() in (0, 1, dY.size):
            continue
        _, uses, _, dK, _ = PLACES.answer()(**numbers)
        if uses == K.size or np.count_nonzero(dK) < 5:
            continue  # a pixel near no border, or much met by nothing
        answers = [w.answer(**numbers) for w in STAMPING.mistakes]
        right = truth(**numbers).values()
        if apart([_flat(a) for a in (right, *answers)], CLOSE):
            return numbers


def _flat(parts):
    return np.concatenate([np.ravel(part) for part in parts])


def _meeting(dY, kh, kw):
    """A pixel (row, column) that exactly two stamps with blame cover."""
    covered = np.zeros((H, W), dtype=int)
    for i, j in zip(*np.nonzero(dY), strict=True):
        covered[i : i + kh, j : j + kw] += 1
    found = np.argwhere(covered == 2)
    return tuple(map(int, found[len(found) // 2])) if len(found) else None


def _laid(X, K):
    seen = np.lib.stride_tricks.sliding_window_view(X, K.shape)
    return np.einsum("ijuv,uv->ij", seen, K)


def truth(X, K, dY, pixel):
    X, K, dY = (np.array(part, dtype=float) for part in (X, K, dY))

    def loss(X, K, b=0.0):
        return float(np.sum((_laid(X, K) + b) * dY))

    dX = numerical_gradient(lambda X: loss(X, K), X)
    seen = numerical_gradient(lambda X: float(_laid(X, 0 * K + 1).sum()), X)
    db = numerical_gradient(lambda b: loss(X, K, b), np.array(0.0))
    return {
        "places": dY.size,
        "uses": int(np.rint(seen[pixel])),
        "db": float(np.round(db, 6)),
        "dK": np.round(numerical_gradient(lambda K: loss(X, K), K), 6),
        "dx": float(np.round(dX[pixel], 6)),
    }


STAMP = "09-convolution#The stamp"
MATRIX = "09-convolution#A matrix that is mostly zeros"
BUT_DK = "All is right but dK."
BUT_DX = "All is right but dx."

STAMPING = Exercise(
    id="9.3",
    title="Blame for a kernel and for a pixel",
    kind="compute",
    objective="9c",
    points=3,
    minutes=16,
    takes="(places, uses, db, dK, dx): numbers, and dK as a list of rows",
    section="09-convolution#An image and its kernel",
    draw=draw,
    truth=truth,
    chain=PLACES,
    close=CLOSE,
    insight="The kernel is turned only when a pixel asks who used it. The "
    "kernel itself, asking what it met, finds nothing turned.",
    more="write the row of the matrix M that belongs to the pixel. In which "
    "order do the kernel's entries stand in it?",
    mistakes=(
        wrong(PLACES, "dK-turned", BUT_DK),
        wrong(PLACES, "dx-turned", BUT_DX, MATRIX),
        wrong(PLACES, "dx-last-alone", BUT_DX, STAMP),
        wrong(PLACES, "dx-first-alone", BUT_DX, STAMP),
        Wrong(
            "both-turned",
            PLACES.slipped("dK-turned", "dx-turned"),
            "dK is not turned: its upper left entry is made of the upper "
            "left pixels of the windows. For dx it is the other way round: "
            "the window that began at the pixel used K[0, 0] for it.",
            "The numbers before dK are right; dK and dx are not.",
            MATRIX,
        ),
        wrong(PLACES, "dK-last-place", BUT_DK),
        wrong(PLACES, "dK-without-blame", BUT_DK),
        wrong(PLACES, "dK-averaged", BUT_DK),
        wrong(PLACES, "db-averaged", "All is right but db."),
        wrong(PLACES, "db-last", "All is right but db."),
        wrong(PLACES, "db-places", "All is right but db."),
        wrong(PLACES, "all-entries", "All is right but uses."),
        wrong(PLACES, "blamed-uses", "All is right but uses."),
        wrong(PLACES, "pixels", "All is right but places."),
        wrong(PLACES, "one-short", "All is right but places."),
        wrong(PLACES, "dx-without-blame", BUT_DX, STAMP),
    ),
)  # fmt: skip
