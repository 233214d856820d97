"""What a live figure shows at one setting: plain data, drawn in two places.

matplotlib draws it for the notebook and for print (live/drawing.py), and
_live/draw.mjs draws the same data in the page. Python makes it there
without matplotlib, which would take longer to load than all the rest.
"""

from dataclasses import dataclass, field

import numpy as np

from .validation import float_array

COLOURS = ("forward", "backward", "ink", "grey", "orange", "green", "purple")
DIGITS = 4  # significant ones, of a number on its way to the page


@dataclass(frozen=True)
class Picture:
    """Lines, points, areas and bars between fixed limits, and their words.

    words: one sentence that says what is seen; it is shown and announced.
    lines, points: {label: (x, y)}, each of shape (n,). A label that
    starts with "_" is not written in the legend.
    areas: {label: (x, y)}, the corners of what is shaded.
    bars: {label: heights}, of shape (n,) each, over the n `names`.
    colors: {label: "forward", "backward", "ink", "grey", "orange",
    "green" or "purple"}; ink where none is given.
    xlim, ylim: (low, high). logy: a logarithmic axis.

    Raises ValueError for shapes that differ, limits out of order or a
    colour that is none of these; TypeError for what is not numbers.
    """

    words: str
    xlabel: str
    ylabel: str
    xlim: tuple
    ylim: tuple
    lines: dict = field(default_factory=dict)
    points: dict = field(default_factory=dict)
    bars: dict = field(default_factory=dict)
    names: tuple = ()
    colors: dict = field(default_factory=dict)
    logy: bool = False
    areas: dict = field(default_factory=dict)

    def __post_init__(self):
        for axis, (low, high) in (("x", self.xlim), ("y", self.ylim)):
            if not low < high:
                raise ValueError(
                    f"{axis}lim must be (low, high) with low < high, got "
                    f"({low}, {high})"
                )
        for label, colour in self.colors.items():
            if colour not in COLOURS:
                raise ValueError(
                    f"the colour of {label!r} must be one of "
                    f"{', '.join(COLOURS)}, got {colour!r}"
                )
        for label, pair in (self.lines | self.points | self.areas).items():
            x, y = (float_array(v, f"{label!r}") for v in pair)
            if x.ndim != 1 or x.shape != y.shape:
                raise ValueError(
                    f"{label!r} must be x and y of one shape (n,), got "
                    f"{x.shape} and {y.shape}"
                )
        for label, heights in self.bars.items():
            if np.shape(heights) != (len(self.names),):
                raise ValueError(
                    f"the bars {label!r} must have a height for each of the "
                    f"{len(self.names)} names, got {np.shape(heights)}"
                )

    def plain(self):
        """A dict of numbers, texts and lists, for JSON."""
        areas = [self._series(*item) for item in self.areas.items()]
        return ({"areas": areas} if areas else {}) | {
            "words": self.words,
            "xlabel": self.xlabel,
            "ylabel": self.ylabel,
            "xlim": _short(self.xlim),
            "ylim": _short(self.ylim),
            "logy": self.logy,
            "names": list(self.names),
            "lines": [self._series(*item) for item in self.lines.items()],
            "points": [self._series(*item) for item in self.points.items()],
            "bars": [
                {
                    "label": label,
                    "color": self.colors.get(label, "ink"),
                    "y": _short(heights),
                }
                for label, heights in self.bars.items()
            ],
        }

    def _series(self, label, pair):
        return {
            "label": label,
            "color": self.colors.get(label, "ink"),
            "x": _short(pair[0]),
            "y": _short(pair[1]),
        }


def _short(values):
    """Numbers with few digits; None where one is not finite."""
    return [
        float(f"{v:.{DIGITS}g}") + 0.0 if np.isfinite(v) else None
        for v in np.asarray(values, dtype=float)
    ]
