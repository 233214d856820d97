"""A convolution in one dimension, with a pencil: 9.2."""

import numpy as np

from .counts import typed_chain


def _slid(a, b):
    """Σ_u a[i + u] b[u] at every place i: b is not turned."""
    return np.correlate(a, b, "valid")


def _pressed(v, stamp, n=6):
    """Each dy[i] times a stamp, added from place i on."""
    out = np.zeros(n)
    for i, d in enumerate(v.dy):
        out[i : i + len(stamp)] += d * np.asarray(stamp)
    return out


def _written_over(v):
    out = np.zeros(6)
    for i, d in enumerate(v.dy):
        out[i : i + 3] = d * np.asarray(v.k)
    return out


def _asked(v, k):
    """What a pixel gets if it lays the kernel over dy, with zeros around."""
    return np.correlate(np.pad(np.asarray(v.dy, float), 2), k, "valid")


TURNED = (
    "The kernel is laid as it is written: its first number meets the first "
    "number of the window. Yours is turned."
)
ONE_DIMENSION = typed_chain(
    {
        "y": lambda v: _slid(v.x, v.k),
        "dk": lambda v: _slid(v.x, v.dy),
        "dx": lambda v: _pressed(v, v.k),
    },
    ("y", "dk", "dx"),
    (
        ("y", "y-turned", lambda v: _slid(v.x, v.k[::-1]), TURNED),
        ("y", "y-padded", lambda v: np.correlate(v.x, v.k, "same"), "Without "
         "padding the kernel lies inside x everywhere: four places."),
        ("y", "y-full", lambda v: np.correlate(v.x, v.k, "full"), "Your "
         "kernel sticks out of x at both ends. It lies inside everywhere, "
         "at four places."),
        ("y", "y-of-sums", lambda v: np.array([sum(v.x[i : i + 3])
         + sum(v.k) for i in range(4)]), "Each number of the window is "
         "multiplied by its weight, and then they are added."),
        ("y", "y-averaged", lambda v: _slid(v.x, v.k) / 3, "A convolution "
         "adds up its products, and divides by nothing."),
        ("dk", "dk-turned", lambda v: _slid(v.x, v.dy)[::-1], "dk is never "
         "turned: dk[0] is made of what the first weight met, x[0] at the "
         "first place, x[1] at the second, and so on."),
        ("dk", "dk-blame-turned", lambda v: _slid(v.x, v.dy[::-1]), "The "
         "blame of the first place belongs to the first window. You laid "
         "dy over x turned round, as np.convolve does."),
        ("dk", "dk-without-blame", lambda v: _slid(v.x, [1, 1, 1, 1]), "You "
         "added what each weight met. Each of these numbers is multiplied "
         "by the blame of its place, dy."),
        ("dk", "dk-of-outputs", lambda v: _slid(v.x, _slid(v.x, v.k)), "What "
         "comes back is dy. You multiplied the windows by y."),
        ("dk", "dk-one-window", lambda v: np.full(3, np.dot(v.dy, v.x[:4])),
         "Weight u meets x[i + u]. You gave all weights what the first "
         "one meets."),
        ("dk", "dk-averaged", lambda v: _slid(v.x, v.dy) / 4, "A weight is "
         "used at every place, and over uses gradients add. Nothing is "
         "divided."),
        ("dk", "dk-last-place", lambda v: v.dy[3] * np.array(v.x[3:]), "A "
         "weight is used at all four places. You have the share of the "
         "last: the later one was written over the earlier."),
        ("dk", "dk-first-place", lambda v: v.dy[0] * np.array(v.x[:3]), "A "
         "weight is used at all four places. You have the share of the "
         "first alone."),
        ("dk", "dk-place-short", lambda v: _slid(v.x[:5], v.dy[:3]), "There "
         "are four places, and each has a share in dk. The last one's is "
         "missing."),
        ("dk", "dk-minus", lambda v: -_slid(v.x, v.dy), "Going back changes "
         "no sign."),
        ("dk", "dk-of-kernel", lambda v: sum(v.dy) * np.array(v.k), "dk is "
         "made of what the weights met, the windows of x. k itself has no "
         "part in it."),
        ("dx", "dx-stamp-turned", lambda v: _pressed(v, v.k[::-1]), "Each dy "
         "presses the kernel onto dx as it is written, unturned: x[i] was "
         "multiplied by k[0], so it gets dy[i] k[0]."),
        ("dx", "dx-written-over", _written_over, "The stamps overlap. Where "
         "two meet, both shares count: they are added, and the later is not "
         "written over the earlier."),
        ("dx", "dx-without-blame", lambda v: sum(np.pad(v.k, (i, 3 - i))
         for i in range(4)), "You pressed the kernel four times with the "
         "same strength. Each stamp is multiplied by its dy."),
        ("dx", "dx-without-kernel", lambda v: _pressed(v, [1, 1, 1]), "A "
         "pixel gets dy times the weight that it met. You added dy alone."),
        ("dx", "dx-of-outputs", lambda v: sum(np.pad(y * np.array(v.k),
         (i, 3 - i)) for i, y in enumerate(_slid(v.x, v.k))), "What is "
         "pressed is the blame dy times the kernel. You took y."),
        ("dx", "dx-cut", lambda v: _pressed(v, v.k)[:4], "dx has a number for "
         "each of the six of x: the last stamp reaches to the end."),
        ("dx", "dx-gathered", lambda v: _slid(v.dy, v.k), "dx has a number "
         "for each of the six of x. You laid the kernel over dy; press it, "
         "once for each dy."),
        ("dx", "dx-one-early", lambda v: np.append(_pressed(v, v.k)[1:], 0),
         "Each stamp begins at its own place: that of dy[0] covers x[0] to "
         "x[2]. Yours lie one place too far left."),
        ("dx", "dx-one-late", lambda v: np.append(0, _pressed(v, v.k)[:5]),
         "Each stamp begins at its own place: that of dy[0] covers x[0] to "
         "x[2]. Yours lie one place too far right."),
        ("dx", "dx-averaged", lambda v: _pressed(v, v.k) / 4, "Shares that "
         "meet are added. Nothing is divided."),
        ("dx", "dx-minus", lambda v: -_pressed(v, v.k), "Going back changes "
         "no sign."),
        ("dx", "dx-side-by-side", lambda v: np.append(_pressed(v, v.k)[:5],
         0), "The last stamp covers the last three of x: dx[5] is dy[3] "
         "k[2]."),
        ("dx", "dx-of-input", lambda v: _pressed(v, v.k) * np.array(v.x),
         "What a pixel was itself has no part in its blame: dx is made of dy "
         "and k alone."),
    ),
)  # fmt: skip
