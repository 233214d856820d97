"""What a figure shows, artist by artist: positions, and other facts."""

from dataclasses import dataclass, field

import numpy as np

from .rounding import colours, rounded


@dataclass
class Points:
    """Positions, and for x and y whether they count in data units."""

    x: np.ndarray
    y: np.ndarray
    in_data: tuple[bool, bool]
    units: str = "data"


@dataclass
class Record:
    """What one artist shows: its kind, its positions, all other facts."""

    kind: str
    points: list[Points] = field(default_factory=list)
    facts: list = field(default_factory=list)


def place(vertices, transform, ax) -> Points:
    """Return vertices in data units where the transform leads to them."""
    vertices = np.ma.filled(np.ma.asarray(vertices, dtype=float), np.nan)
    vertices = vertices.reshape(-1, 2)
    # `A + transData` draws A's result in data units: apply A.
    for before, rest in transform._iter_break_from_left_to_right():
        if rest == ax.transData:
            x, y = before.transform(vertices).T
            return Points(x, y, (True, True))
    in_data = tuple(transform.contains_branch_seperately(ax.transData))
    by_axes = not any(in_data) and transform == ax.transAxes
    return Points(*vertices.T, in_data, "axes" if by_axes else "other")


def mapped(artist) -> list:
    """Return a colour-mapped array with its map, or else the colours."""
    array = artist.get_array()
    if array is None:
        face, edge = artist.get_facecolor(), artist.get_edgecolor()
        return [colours(face), colours(edge)]
    if np.ndim(array) == 3:  # a picture in red, green and blue
        return [rounded(array)]
    norm = artist.norm
    norm.autoscale_None(array)
    limits = [norm.vmin, getattr(norm, "vcenter", norm.vmin), norm.vmax]
    log = type(norm).__name__ == "LogNorm"
    edges = rounded(getattr(norm, "boundaries", []))
    hues = colours(artist.get_cmap()(np.linspace(0, 1, 9)))
    return [
        rounded(array, log=log),
        type(norm).__name__,
        rounded(limits),
        edges,
        hues,
    ]
