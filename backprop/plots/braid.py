"""Paths as strands: all of them run through the few values between."""

from itertools import pairwise, product

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle

from ..tape import Scalar
from ..validation import whole
from .canvas import PALE, canvas, tag, write
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, INK, PAPER

MOST = 4  # knots: eight strands can be told apart, sixteen cannot
KNOT, STEP, TALL = 0.25, 1.72, 2.3  # inches: radius, distance, height
ARCH, TWIST, TURN = 0.43, 0.17, 1.5  # of a bundle; TURN counts half turns
POINTS, PIECE = 96, 4  # points of a strand in a gap, and in a piece of it


def draw_braid(chain, names, *, strand=None):
    """Return a figure of a chain of squares, each path drawn as a strand.

    In chain = [x, x·x, (x·x)·(x·x), …] every Scalar is used twice by the
    next, so 2 ** (n − 1) paths lead from the first to the last. All of
    them run through n knots; at each the value stands above, and below,
    in a frame, the gradient, which is the sum over the strands that reach
    it from the right:

        chain[k].grad = 2 · (local slope) · chain[k + 1].grad.

    The local slope of either use stands between the knots. chain: 2 to 4
    Scalars, after chain[-1].backward(). names: a text for each. strand:
    n − 1 numbers, 0 for the upper use and 1 for the lower, of one path to
    draw over the others; its slopes are then written along it.

    Raises ValueError for another chain, gradients that are not those of
    backward(), or a path that does not exist; TypeError for what is not a
    Scalar.
    """
    names, slopes = _checked(chain, names)
    chosen = _path(strand, len(slopes))
    knots = [0.55 + STEP * k for k in range(len(chain))]
    y = TALL / 2
    fig, ax = canvas(knots[-1] + 0.55, TALL)
    for k, (start, end) in enumerate(pairwise(knots)):
        for use in (0, 1):
            _bundle(ax, (start, end), y, use, k, chosen, len(slopes))
    for k, slope in enumerate(slopes):
        _slopes(ax, (knots[k] + knots[k + 1]) / 2, y, slope, k, chosen)
    for x, scalar, name in zip(knots, chain, names, strict=True):
        knot = Circle((x, y), KNOT, fc=PAPER, ec=INK, lw=1.8, zorder=4)
        ax.add_patch(knot)
        write(ax, x, y, name, size=14, zorder=5, weight="bold")
        write(ax, x, y + 0.46, number(scalar.value), color=FORWARD, zorder=5,
              weight="bold")  # fmt: skip
        tag(ax, x, y - 0.46, number(scalar.grad))
    return fig


def _checked(chain, names):
    """Return the names, and the local slope of each gap."""
    for scalar in chain:
        if not isinstance(scalar, Scalar):
            raise TypeError(
                f"draw_braid expects Scalars, got {type(scalar).__name__}"
            )
    if not 2 <= len(chain) <= MOST or len(names) != len(chain):
        raise ValueError(
            f"draw_braid expects 2 to {MOST} Scalars and a name for each, "
            f"got {len(chain)} and {len(names)}"
        )
    slopes = []
    for before, after in pairwise(chain):
        if after.parents != (before, before):
            raise ValueError(
                "draw_braid expects each Scalar to be made of the one before "
                f"it, used twice, got {after!r} after {before!r}"
            )
        whole_sum = sum(s * after.grad for s in after.slopes)
        if before.grad != whole_sum or chain[-1].grad != 1:
            raise ValueError(
                f"expected the gradients of backward() at {before!r}: call "
                "chain[-1].backward() first"
            )
        slopes.append(after.slopes[0])
    return list(names), slopes


def _path(strand, gaps):
    if strand is None:
        return None
    path = tuple(whole(use, "strand", least=0) for use in strand)
    if len(path) != gaps or max(path) > 1:
        raise ValueError(
            f"strand must be {gaps} numbers, each 0 or 1, got {strand}"
        )
    return path


def _bundle(ax, ends, y, use, gap, chosen, gaps):
    """Draw the strands that take this use in this gap, twisted."""
    paths = [p for p in product((0, 1), repeat=gaps) if p[gap] == use]
    t = np.linspace(0, 1, POINTS + 1)
    x = ends[0] + t * (ends[1] - ends[0])
    swell = np.sin(np.pi * t)
    middle = y + (1 - 2 * use) * ARCH * swell**0.8
    pieces = []
    for k, path in enumerate(paths):
        angle = np.pi * (TURN * t + 2 * k / len(paths) + 0.25)
        height = middle + TWIST * swell**0.6 * np.cos(angle)
        line, hue = np.column_stack([x, height]), _hue(path, chosen)
        for i in range(0, POINTS, PIECE):
            near = np.sin(angle[i : i + PIECE + 1]).mean()
            near += 9 * (path == chosen)  # over all others
            edge = line[i : i + PIECE + 1]  # of paper, to tell it from them
            core = line[max(i - 1, 0) : i + PIECE + 2]  # leaves no seam
            pieces.append((near, edge, core, hue))
    pieces.sort(key=lambda piece: piece[0])
    lines = [part for _, *parts, _ in pieces for part in parts]
    hues = [c for *_, hue in pieces for c in (to_rgb(PAPER), hue)]
    ropes = LineCollection(lines, colors=hues, capstyle="butt", zorder=2)
    ropes.set_linewidths([4.4, 2.8] * len(pieces))
    ax.add_collection(ropes)


def _hue(path, chosen):
    """Return a strand's colour: a tint of the gradients', or ink."""
    if chosen is not None:
        return to_rgb(BACKWARD) if path == chosen else to_rgb(PALE)
    k = int("".join(map(str, path)), 2) / (2 ** len(path) - 1)
    share = 0.55 * k
    return tuple(c + share * (1 - c) for c in to_rgb(BACKWARD))


def _slopes(ax, x, y, slope, gap, chosen):
    """Write the local slope of both uses, or of the chosen one."""
    for use in (0, 1):
        if chosen is not None and chosen[gap] != use:
            continue
        height = y + (1 - 2 * use) * (ARCH + TWIST + 0.2)
        write(ax, x, height, f"← × {number(slope)}", color=GREY)
