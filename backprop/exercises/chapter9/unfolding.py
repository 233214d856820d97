"""9.4b: what im2col costs in memory, and what it saves."""

import numpy as np

from ...layers import Conv2d
from ..chapter3.apart import apart
from ..pools.unfolded import UNFOLDED
from ..record import Exercise, Wrong
from ..slipped import wrong

CLOSE = 2e-3


def draw(rng):
    """A batch of images (N, H, W, c_in), and a kernel with a stride."""
    while True:
        kh, kw = map(int, rng.choice([2, 3, 4, 5], 2, replace=False))
        s = int(rng.integers(2, 4))
        h, w = map(int, rng.choice(np.arange(4, 10), 2, replace=False))
        c_in, c_out = map(int, rng.choice([3, 4, 6, 7], 2, replace=False))
        numbers = {
            "N": int(rng.choice([10, 20, 30])),
            "H": kh + s * (h - 1), "W": kw + s * (w - 1),
            "c_in": c_in, "kh": kh, "kw": kw, "c_out": c_out, "s": s,
        }  # fmt: skip
        answers = [w.answer(**numbers) for w in UNFOLDING.mistakes]
        if apart([list(truth(**numbers).values()), *answers], CLOSE):
            return numbers


def truth(N, H, W, c_in, kh, kw, c_out, s):
    """P is made, and looked at; the loop is walked, and counted."""
    X = np.zeros((N, H, W, c_in))
    layer = Conv2d(c_in, c_out, (kh, kw), np.random.default_rng(0), stride=s)
    layer.forward(X)
    calls = loop = 0
    for i in range(0, H - kh + 1, s):
        for j in range(0, W - kw + 1, s):
            calls += 1
            loop += X[:, i : i + kh, j : j + kw].size * c_out
    return {
        "rows": len(layer.P),
        "columns": layer.P.shape[1],
        "times": layer.P.size / X.size,
        "products": layer.P.size * c_out,
        "loop": loop,
        "calls": calls,
    }


def _slower(**numbers):
    rows, columns, times, products, *others = UNFOLDED.answer()(**numbers)
    return rows, columns, times, products / times, *others


UNFOLDING = Exercise(
    id="9.4b",
    title="What im2col costs",
    kind="compute",
    objective="9f",
    points=2,
    minutes=9,
    takes="six numbers, (rows, columns, times, products, loop, calls)",
    section="09-convolution#One matrix product",
    draw=draw,
    truth=truth,
    chain=UNFOLDED,
    close=CLOSE,
    insight="im2col multiplies no less than the loop: it pays with memory, "
    "and buys one long call in place of many short ones.",
    more="at which stride does P have exactly as many entries as X?",
    mistakes=(
        wrong(UNFOLDED, "every-pixel-the-same", "All is right but times."),
        wrong(UNFOLDED, "loop-once-an-entry", "All is right but loop."),
        wrong(UNFOLDED, "loop-without-copies", "All is right but loop."),
        wrong(UNFOLDED, "call-an-image", "All is right but calls."),
        wrong(UNFOLDED, "call-an-entry", "All is right but calls."),
        wrong(UNFOLDED, "entries-of-P", "All is right but products and loop."),
        Wrong(
            "fewer-by-im2col",
            _slower,
            "A row of P is copied, not computed with: every window is still "
            "multiplied by every kernel. im2col saves calls, not "
            "multiplications.",
            "All is right but products, which is not smaller than loop.",
        ),
        wrong(UNFOLDED, "stride-1"),
        wrong(UNFOLDED, "places-one-short"),
        wrong(UNFOLDED, "channels-left-out"),
        wrong(UNFOLDED, "row-a-pixel"),
        wrong(UNFOLDED, "one-image"),
        wrong(UNFOLDED, "upside-down", "All is right but times."),
    ),
)  # fmt: skip
