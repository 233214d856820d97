"""Tracks of gradient descent in a valley, and what a step leaves of it."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array, real, whole
from .canvas import PALE, SIZE, readable, text_width
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, INK, PAPER

WIDTH, STRIP, GAP, FOOT = 6.3, 0.74, 0.4, 0.62  # inches
LEFT, BESIDE = 0.1, 1.0  # of paper; between the strips and the factors
RIGHT = 1.9  # width of the panel of factors
RINGS = (0.05, 0.3, 0.7, 1.3)  # of the start's distance
MOST = 3  # tracks


def draw_valley(curvatures, start, tracks, *, steps, factors=False):
    """Return a figure of paths to the lowest point of a bowl.

    The loss is ½ Σ λᵢ wᵢ². A track takes steps v ← μ v + λ w, then
    w ← w - lr · v, from w = start and v = 0. Each has a strip of its own,
    with its name, its rate and the loss at its end.
    With factors=True a panel beside them shows |1 - lr · λ|, the share of
    each direction that a plain step leaves, against lr, and a mark where
    each track is: with momentum μ, the larger size of the roots of
    r² - (1 + μ - lr λ) r + μ, which is its share in the long run.

    curvatures: (flat, steep), 0 < flat < steep. start: (w₁, w₂), none 0.
    tracks: {name: (lr, μ)}, one to three. steps: how many, a whole number.

    Raises ValueError for others, for a name without room, or for a path
    that leaves ten times the start's distance; TypeError for what is no
    number. Derived in chapter 5.
    """
    low, high, start = _checked(curvatures, start, tracks)
    steps = whole(steps, "steps")
    n = len(tracks)
    low_edge = FOOT if factors else FOOT - 0.26
    tall = n * (STRIP + GAP) + low_edge
    width = WIDTH - 2 * LEFT - (RIGHT + BESIDE if factors else 0)
    paths = {name: _path((low, high), start, *one, steps)
             for name, one in tracks.items()}  # fmt: skip
    for name, path in paths.items():
        if np.abs(path / start).max() > 10:
            raise ValueError(
                f"draw_valley expects a path that stays within ten times "
                f"the start, got {name!r} at {np.abs(path).max():.3g}"
            )
    places = np.concatenate([*paths.values(), np.zeros((1, 2))])
    (near, _), (far, _) = places.min(axis=0), places.max(axis=0)
    reach, margin = 1.12 * np.abs(places[:, 1]).max(), 0.05 * (far - near)
    fig = Figure(figsize=(WIDTH, tall), layout="none")
    for k, (name, path) in enumerate(paths.items()):
        foot = low_edge + (n - 1 - k) * (STRIP + GAP)
        ax = _axes(fig, LEFT, foot, width, STRIP)
        _rings(ax, low, high, start)
        ax.plot(*path.T, color=BACKWARD, lw=1.3, zorder=3)
        ax.plot(*path.T, "o", color=BACKWARD, ms=3.4, zorder=4)
        ax.plot(*start, "o", color=INK, mfc=PAPER, ms=8, mew=1.8, zorder=5)
        ax.plot(0, 0, "+", color=INK, ms=11, mew=1.8, zorder=5)
        ax.set(xlim=(near - margin, far + margin), ylim=(-reach, reach))
        ax.set(xticks=[], yticks=[])
        end = 0.5 * (path[-1] ** 2 * [low, high]).sum()
        _name(ax, "ABC"[k] if factors else "", name, end, width)
        if k == n - 1:
            ax.set_xlabel("w₁, the flat direction", labelpad=4)
    if factors:
        x = LEFT + width + BESIDE
        ax = _axes(fig, x, FOOT, RIGHT, n * (STRIP + GAP) - GAP)
        _factors(ax, low, high, tracks)
    return fig


def _checked(curvatures, start, tracks):
    low, high = (real(c, "a curvature", above=0.0) for c in curvatures)
    if not low < high:
        raise ValueError(
            f"draw_valley expects (flat, steep), got {(low, high)}"
        )
    start = finite(float_array(start, "start"), "start")
    if start.shape != (2,) or (start == 0).any():
        raise ValueError(
            f"start must be two numbers, none of them 0, got {start}"
        )
    if not 1 <= len(tracks) <= MOST:
        raise ValueError(
            f"draw_valley expects one to {MOST} tracks, got {len(tracks)}"
        )
    for name, (lr, mu) in tracks.items():
        real(lr, f"the rate of {name!r}", above=0.0)
        real(mu, f"the momentum of {name!r}", least=0.0, below=1.0)
    return low, high, start


def _path(curvatures, start, lr, mu, steps):
    """Return the places of all steps, the start first: (steps + 1, 2)."""
    w, v, places = start, np.zeros(2), [start]
    for _ in range(steps):
        v = mu * v + w * curvatures
        w = w - lr * v
        places.append(w)
    return np.array(places)


def _axes(fig, x, y, width, height):
    wide, tall = fig.get_size_inches()
    return fig.add_axes((x / wide, y / tall, width / wide, height / tall))


def _rings(ax, low, high, start):
    """Draw lines of equal loss."""
    level = (start**2 * [low, high]).sum()
    angle = np.linspace(0, 2 * np.pi, 121)
    for ring in RINGS:
        radius = ring * np.sqrt(level)
        ax.plot(radius / np.sqrt(low) * np.cos(angle),
                radius / np.sqrt(high) * np.sin(angle),
                color=PALE, lw=1.3, zorder=1)  # fmt: skip
    for spine in ax.spines.values():
        spine.set_visible(False)


def _name(ax, letter, name, end, width):
    words = f"{letter}   {name}" if letter else name
    loss = f"loss {number(end, 2)}"
    if text_width(words + loss, SIZE - 1.5) + 0.05 > width:
        raise ValueError(
            f"draw_valley has room for {width:.1f} inches of a name and its "
            f"loss, got {words!r} and {loss!r}"
        )
    for x, text, side in ((0, words, "left"), (1, loss, "right")):
        ax.text(x, 1.08, text, transform=ax.transAxes, ha=side,
                va="bottom", fontsize=SIZE - 1.5,
                weight="bold" if side == "left" else "normal")  # fmt: skip


def _factors(ax, low, high, tracks):
    """Draw |1 - lr λ| for both directions, and where the tracks stand."""
    end = 1.18 * max([2 / high, *(lr for lr, _ in tracks.values())])
    lr = np.linspace(0, end, 241)
    ax.axhline(1, color=GREY, lw=1.2, ls=(0, (4, 3)))
    ax.plot(lr, np.abs(1 - lr * high), color=FORWARD, lw=2.2)
    ax.plot(lr, np.abs(1 - lr * low), color=INK, lw=2.2)
    for letter, (rate, mu) in zip("ABC", tracks.values(), strict=False):
        marks = [_share(rate * curve, mu) for curve in (low, high)]
        ax.plot([rate, rate], marks, "o", color=BACKWARD, ms=7,
                mec="white", zorder=4)  # fmt: skip
        ax.text(rate, min(marks) - 0.055, letter, ha="center", va="top",
                fontsize=SIZE, weight="bold",
                color=readable(BACKWARD))  # fmt: skip
    ax.set(xlim=(0, end), ylim=(-0.14, 1.32), xlabel="lr",
           ylabel="|1 − lr · λ|", yticks=[0, 0.5, 1])  # fmt: skip
    ax.set_xticks([0, 1 / high, 2 / high, 3 / high][: int(end * high) + 1])
    ax.text(0.03 * end, 1.04, "flattest", fontsize=SIZE - 1.5, va="bottom")
    ax.text(1.62 / high, 0.5, "steepest", fontsize=SIZE - 1.5, ha="left",
            color=readable(FORWARD))  # fmt: skip


def _share(lr_curvature, mu):
    """Return the largest size of a root of r² - (1 + μ - lr λ) r + μ."""
    return np.abs(np.roots([1, -(1 + mu - lr_curvature), mu])).max()
