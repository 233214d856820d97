"""Read one Axes: its artists, and the positions in steps of its ranges."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.legend import Legend
from matplotlib.spines import Spine

from .artists import read
from .frame import frame, legend
from .records import Points, Record
from .rounding import RESOLUTION, counts, quantum


def axes_parts(ax) -> list[tuple[str, list]]:
    """Return (kind, rounded facts) of all that an Axes shows, in order.

    Raises TypeError for an artist that no reader is known for.
    """
    if getattr(ax, "_colorbar", None) is not None:
        # Its picture repeats the map of the artist that it explains.
        return [("colorbar", frame(ax))]
    records = [
        _read(artist, ax)
        for artist in ax.get_children()
        if artist.get_visible() and not _is_furniture(artist, ax)
    ]
    steps = [
        _step(axis, [points for record in records for points in record.points])
        for axis in (ax.xaxis, ax.yaxis)
    ]
    parts = [("frame", frame(ax))]
    for record in records:
        places = [_counted(points, ax, steps) for points in record.points]
        parts.append((record.kind, [places, record.facts]))
    return parts


def _is_furniture(artist, ax) -> bool:
    """Say whether `frame`, or nobody, has to read this child of an Axes."""
    titles = (ax.title, ax._left_title, ax._right_title)
    return (
        isinstance(artist, (Axis, Spine, Axes))
        or artist is ax.patch
        or any(artist is title for title in titles)
    )


def _read(artist, ax) -> Record:
    if isinstance(artist, Legend):
        return Record("Legend", [], legend(artist))
    return read(artist, ax)


def _step(axis, points: list[Points]) -> float:
    """Return the quantum of an axis: of its set limits, else of its data.

    What is too small to be seen on its axis cannot change the digest: an
    artist of rounding noise beside one of ordinary numbers is all zeros.
    """
    name, index = axis.axis_name, "xy".index(axis.axis_name)
    if axis.get_scale() == "log":
        return quantum(log=True)
    if not axis._get_autoscale_on():
        return quantum(_scaled(axis.get_view_interval(), axis))
    shown = [_scaled(getattr(p, name), axis)
             for p in points if p.in_data[index]]  # fmt: skip
    return quantum(*shown)


def _scaled(values, axis) -> np.ndarray:
    """Return values as the axis spaces them: log10 on a log axis."""
    values = np.asarray(values, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return axis.get_transform().transform(values)


def _counted(points: Points, ax, steps: list[float]) -> list:
    counted = [list(points.in_data), points.units]
    axes = (ax.xaxis, ax.yaxis)
    for values, axis, step, data in zip(
        (points.x, points.y), axes, steps, points.in_data, strict=True
    ):
        if data:
            counted += [step, counts(_scaled(values, axis), step)]
        else:
            counted += [RESOLUTION, counts(values, RESOLUTION)]
    return counted
