"""Readers for patches: bars, circles, wedges, boxes, arrows."""

from matplotlib.artist import Artist

from .records import Record, place
from .rounding import colour, rounded


def outline(patch, ax) -> Record:
    """Read any patch whose outline is fixed in its own units."""
    path = patch.get_patch_transform().transform_path(patch.get_path())
    points = place(path.vertices, Artist.get_transform(patch), ax)
    return Record(type(patch).__name__, [points], patch_looks(patch))


def sector(patch, ax) -> Record:
    """Read a wedge or an arc by its angles: its outline jumps at 90°."""
    x, y = patch.center
    if hasattr(patch, "r"):
        width = height = 2 * patch.r
        facts = [None if patch.width is None else rounded([patch.width])]
    else:
        width, height = patch.width, patch.height
        facts = [rounded([patch.angle])]
    corners = [
        [x - width / 2, y - height / 2],
        [x + width / 2, y + height / 2],
    ]
    points = place(corners, Artist.get_transform(patch), ax)
    facts.append(rounded([patch.theta1, patch.theta2]))
    return Record(type(patch).__name__, [points], facts + patch_looks(patch))


def patch_looks(patch) -> list:
    """Return what tells a patch from its neighbours."""
    return [
        colour(patch.get_facecolor()) if patch.get_fill() else "none",
        colour(patch.get_edgecolor()),
        patch.get_hatch(),
    ]


def arrow(patch, ax) -> Record:
    """Read an arrow; its outline depends on the figure's size, so its ends."""
    if patch._posA_posB is None:
        ends = patch._path_original.vertices
    else:
        ends = patch._posA_posB
    points = place(ends, Artist.get_transform(patch), ax)
    return Record("FancyArrowPatch", [points], arrow_looks(patch))


def connection(patch, ax) -> Record:
    """Read an arrow between two coordinate systems."""
    facts = [rounded(patch.xy1), rounded(patch.xy2)]
    facts += [
        str(c) if isinstance(c, str) else type(c).__name__
        for c in (patch.coords1, patch.coords2)
    ]
    return Record("ConnectionPatch", [], facts + arrow_looks(patch))


def arrow_looks(patch) -> list:
    """Return an arrow's head, the bend of its shaft and its colour."""
    bend = patch.get_connectionstyle()
    numbers = {
        name: rounded([value])
        for name, value in sorted(vars(bend).items())
        if isinstance(value, (int, float))
    }
    return [
        type(patch.get_arrowstyle()).__name__,
        type(bend).__name__,
        numbers,
        colour(patch.get_edgecolor()),
    ]


READERS_OF_PATCHES = dict.fromkeys(
    (
        "Annulus Arrow Circle CirclePolygon Ellipse FancyArrow "
        "FancyBboxPatch PathPatch Polygon Rectangle RegularPolygon Shadow "
        "StepPatch"
    ).split(),
    outline,
) | {
    "Arc": sector,
    "ConnectionPatch": connection,
    "FancyArrowPatch": arrow,
    "Wedge": sector,
}
