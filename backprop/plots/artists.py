"""What each artist of matplotlib draws: the data, without the looks.

One reader per class, found by the class's exact name. An artist of a class
that is not listed is an error, so that nothing is drawn unseen.
"""

import numpy as np

from .artists3d import READERS_3D
from .patches import READERS_OF_PATCHES
from .records import Record, mapped, place
from .rounding import colour, rounded
from .texts import READERS_OF_TEXTS


def read(artist, ax) -> Record:
    """Return the record of an artist of these axes.

    Raises TypeError for a class that no reader is known for.
    """
    reader = READERS.get(type(artist).__name__)
    if reader is None:
        raise TypeError(
            f"digest cannot read a {type(artist).__name__}: add a reader for "
            "it to backprop/plots/artists.py, or draw it with "
            f"one of {', '.join(sorted(READERS))}"
        )
    return reader(artist, ax)


def line(artist, ax) -> Record:
    points = place(artist.get_xydata(), artist.get_transform(), ax)
    return Record("Line2D", [points], line_looks(artist))


def line_looks(artist) -> list:
    """Return what tells a line from its neighbours: colour, dash, marker."""
    marker = artist.get_marker()
    if marker in (None, "None", "", " "):
        marks = ["none"]
    else:
        marks = [
            marker if isinstance(marker, (str, int)) else "path",
            colour(artist.get_markerfacecolor()),
        ]
    dash = artist.get_linestyle()
    return [
        dash,
        "none" if dash == "None" else colour(artist.get_color()),
        artist.get_drawstyle(),
        *marks,
        artist.get_alpha(),
    ]


def endless_line(artist, ax) -> Record:
    slope = artist.get_slope()
    ends = [artist.get_xy1()] + (
        [] if slope is not None else [artist.get_xy2()]
    )
    points = place(ends, ax.transData, ax)
    facts = [None if slope is None else rounded([slope])]
    return Record("AxLine", [points], facts + line_looks(artist))


def scatter(artist, ax) -> Record:
    points = place(artist.get_offsets(), artist.get_offset_transform(), ax)
    sizes = np.asarray(artist.get_sizes(), dtype=float)
    # One size for all is a matter of looks; several sizes are data.
    varied = rounded(sizes) if np.unique(sizes).size > 1 else "same"
    shapes = [rounded(path.vertices) for path in artist.get_paths()]
    facts = [varied, shapes, *mapped(artist)]
    return Record("PathCollection", [points], facts)


def paths(artist, ax) -> Record:
    kind = type(artist).__name__.replace("FillBetween", "")
    transform = artist.get_transform()
    points = [
        place(path.vertices, transform, ax) for path in artist.get_paths()
    ]
    offsets = np.ma.asarray(artist.get_offsets(), dtype=float)
    if offsets.size and np.any(offsets != 0):
        points.append(place(offsets, artist.get_offset_transform(), ax))
    levels = [rounded(artist.levels)] if hasattr(artist, "levels") else []
    dashed = [dash is not None for _, dash in artist.get_linestyle()]
    return Record(kind, points, [*levels, dashed, *mapped(artist)])


def mesh(artist, ax) -> Record:
    corners = place(artist.get_coordinates(), artist.get_transform(), ax)
    return Record("QuadMesh", [corners], mapped(artist))


def quiver(artist, ax) -> Record:
    tails = place(artist.get_offsets(), artist.get_offset_transform(), ax)
    arrows = rounded(np.ma.stack([artist.U, artist.V]))
    return Record("Quiver", [tails], [arrows, *mapped(artist)])


def image(artist, ax) -> Record:
    left, right, bottom, top = artist.get_extent()
    box = place([[left, bottom], [right, top]], ax.transData, ax)
    facts = [artist.origin, artist.get_alpha(), *mapped(artist)]
    return Record("AxesImage", [box], facts)


READERS = {
    "AxesImage": image,
    "AxLine": endless_line,
    "EventCollection": paths,
    "FillBetweenPolyCollection": paths,
    "Line2D": line,
    "LineCollection": paths,
    "PatchCollection": paths,
    "PathCollection": scatter,
    "PolyCollection": paths,
    "PolyQuadMesh": paths,
    "QuadContourSet": paths,
    "QuadMesh": mesh,
    "Quiver": quiver,
    "TriContourSet": paths,
    **READERS_OF_PATCHES,
    **READERS_OF_TEXTS,
    **READERS_3D,
}
