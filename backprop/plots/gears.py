"""A row of toothed wheels: the chain rule as turns of a gear train."""

from itertools import pairwise

import numpy as np

from ..validation import whole
from .canvas import SIZE, canvas, text_width, write
from .checks import texts_of
from .numbers import number
from .style import FORWARD, GREY

WIDE, TALL = 5.9, 0.95  # inches: the row, and the largest wheel's radius
FEWEST, MOST, WHEELS = 6, 60, 5
PALE = "#E6F0F7"
TIP, ROOT = 0.8, 1.0  # of a tooth, over and under the pitch circle
PRESSURE = np.pi / 9  # angle at which two teeth press: 20 degrees
PLAY = 0.03  # of a tooth's width


def draw_gears(teeth, names):
    """Return a figure of wheels in a row, each driving the next.

    Where two wheels mesh, as many teeth pass on one as on the other, so
    one turn of the first makes teeth[0] / teeth[1] turns of the second,
    and along the row the ratios multiply:

        teeth[0] / teeth[k] = product of teeth[i] / teeth[i + 1], i < k.

    Turns are counted without direction: neighbours turn opposite ways.
    teeth: n whole numbers from 6 to 60, 2 <= n <= 5; a wheel's radius is
    in proportion; ratios are rounded to two places. names: n texts.

    Raises ValueError for other numbers of teeth, wheels or names, and
    where ratios or names find no room; TypeError for teeth that are not
    whole.
    """
    teeth, names = _checked(teeth, names)
    module = min(
        WIDE / (sum(teeth) + 2 * TIP), TALL / (max(teeth) / 2 + TIP)
    )  # inches of radius for two teeth
    radii = [module * n / 2 for n in teeth]
    row = 2 * sum(radii) + 2 * TIP * module
    words = _sentence(teeth, names)
    width = max(row + 0.3, text_width(words) + 0.2)
    if width > WIDE + 0.5:
        raise _too_near("names", words)
    tall = max(radii) + TIP * module
    low = 0.45 + 0.2 * words.count("\n")
    if len(teeth) > 2:
        low += 0.42
    axle = low + 0.3 + tall
    fig, ax = canvas(width, axle + tall + 0.1)

    centres, x = [], (width - row) / 2 + TIP * module
    for radius in radii:
        centres.append(x + radius)
        x += 2 * radius
    for n, x, phase in zip(
        teeth, centres, _phases(radii, module), strict=True
    ):
        outline = wheel(n, module, phase) + [x, axle]
        ax.fill(*outline.T, facecolor=PALE, edgecolor=FORWARD, lw=1.6)
    _captions(ax, names, centres, radii, axle, module)
    for k, (start, end) in enumerate(pairwise(centres)):
        _ratio(ax, start, end, low, teeth[k] / teeth[k + 1])
    if len(teeth) > 2:
        _ratio(ax, centres[0], centres[-1], low - 0.4, teeth[0] / teeth[-1])
    write(ax, width / 2, 0.2 * (1 + words.count("\n") / 2), words)
    return fig


def _checked(teeth, names):
    teeth = [
        whole(n, f"teeth[{k}]", least=FEWEST) for k, n in enumerate(teeth)
    ]
    if not 2 <= len(teeth) <= WHEELS or max(teeth) > MOST:
        raise ValueError(
            f"draw_gears expects 2 to {WHEELS} wheels of {FEWEST} to {MOST} "
            f"teeth, got {teeth}"
        )
    return teeth, texts_of(names, len(teeth))


def _sentence(teeth, names):
    """Return what one turn of the first wheel does, in a line or two."""
    parts = [f"one turn of {names[0]} makes"]
    for n, name in zip(teeth[1:], names[1:], strict=True):
        turns = "turn" if n == teeth[0] else "turns"
        parts.append(f"{number(teeth[0] / n, 2)} {turns} of {name},")
    if len(parts) > 2:
        parts[-2:] = [parts[-2].rstrip(","), f"and {parts[-1]}"]
    parts[-1] = parts[-1].rstrip(",")
    if text_width(" ".join(parts)) > 6.2:
        half = len(parts) // 2 + 1
        return " ".join(parts[:half]) + "\n" + " ".join(parts[half:])
    return " ".join(parts)


def wheel(n, module, phase):
    """Return the outline of a wheel of n teeth around (0, 0): shape (m, 2).

    The flanks are involutes of a circle, which roll on each other without
    a gap. phase: the angle of one tooth's middle.
    """
    radius = module * n / 2
    base = radius * np.cos(PRESSURE)
    r = np.linspace(radius - ROOT * module, radius + TIP * module, 9)
    angle = np.arccos(np.minimum(base / r, 1.0))
    half = (1 - PLAY) * np.pi / (2 * n) + _involute(PRESSURE)
    half = half - _involute(angle)  # of a tooth's width, at each r
    one = np.concatenate([-half, half[::-1]])
    middles = phase + 2 * np.pi * np.arange(n) / n
    theta = (middles[:, None] + one).ravel()
    r = np.tile(np.concatenate([r, r[::-1]]), n)
    return np.column_stack([r * np.cos(theta), r * np.sin(theta)])


def _involute(angle):
    return np.tan(angle) - angle


def _phases(radii, module):
    """Return the angle of a tooth for each wheel: tooth meets gap."""
    pitch = np.pi * module
    phases = [0.0]
    for before, radius in pairwise(radii):
        height = before * phases[-1]  # of a tooth, where the wheels meet
        phases.append(np.pi - (height + pitch / 2) / radius)
    return phases


def _captions(ax, names, centres, radii, axle, module):
    """Write a wheel's name on it, or over it where it is too small."""
    right = 0.0  # end of the last name over a wheel
    for name, x, radius in zip(names, centres, radii, strict=True):
        half, y = text_width(name, SIZE + 1) / 2, axle
        if half + 0.05 > radius - ROOT * module:
            x = min(max(x, half + 0.05), ax.get_xlim()[1] - half - 0.05)
            for centre, other in zip(centres, radii, strict=True):
                away = max(abs(centre - x) - half, 0.0)
                tip = other + TIP * module
                if away < tip:
                    y = max(y, axle + 0.15 + np.sqrt(tip**2 - away**2))
            if x - half < right or y + 0.1 > ax.get_ylim()[1]:
                raise _too_near("names", name)
            right = x + half
        write(ax, x, y, name, size=SIZE + 1)


def _ratio(ax, start, end, y, ratio):
    """Draw an arrow from under one wheel to under another, and its ratio."""
    text = f"× {number(ratio, 2)}"
    if text_width(text) > end - start:
        raise _too_near("ratios", text)
    line, tip = end - 0.1, [end - 0.16, end - 0.02, end - 0.16]
    ax.plot([start + 0.02, line], [y, y], color=GREY, lw=1.6)
    ax.plot([start + 0.02] * 2, [y - 0.05, y + 0.05], color=GREY, lw=1.6)
    ax.fill(tip, [y + 0.06, y, y - 0.06], color=GREY)
    write(ax, (start + end) / 2, y + 0.15, text, color=FORWARD)


def _too_near(what, text):
    return ValueError(
        f"draw_gears expects wheels large enough for their {what}, got no "
        f"room for {text!r}: fewer wheels, or more alike, have it"
    )
