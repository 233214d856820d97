"""Readers for what `projection="3d"` draws, before it is projected."""

import numpy as np

from .records import Record, mapped
from .rounding import colour, rounded


def line(artist, ax) -> Record:
    facts = [rounded(np.array(artist.get_data_3d(), dtype=float))]
    facts += [artist.get_linestyle(), colour(artist.get_color())]
    return Record("Line3D", [], [*facts, artist.get_marker()])


def scatter(artist, ax) -> Record:
    offsets = np.array(artist._offsets3d, dtype=float)
    return Record("Path3DCollection", [], [rounded(offsets), *mapped(artist)])


def segments(artist, ax) -> Record:
    ends = np.concatenate([np.asarray(s, float) for s in artist._segments3d])
    return Record("Line3DCollection", [], [rounded(ends), *mapped(artist)])


def faces(artist, ax) -> Record:
    if hasattr(artist, "_faces"):  # since matplotlib 3.10
        corners = np.ma.filled(artist._faces, np.nan).reshape(-1, 3)
    else:
        corners = artist._vec[:3].T
    return Record("Poly3DCollection", [], [rounded(corners), *mapped(artist)])


def text(artist, ax) -> Record:
    place = rounded(artist.get_position_3d())
    return Record("Text3D", [], [artist.get_text(), place])


READERS_3D = {
    "Line3D": line,
    "Line3DCollection": segments,
    "Path3DCollection": scatter,
    "Poly3DCollection": faces,
    "Text3D": text,
}
