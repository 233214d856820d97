"""What stands around the data: labels, scales, set ticks, set limits."""

import matplotlib.ticker as mticker

from .artists import line_looks
from .rounding import colour, colours, rounded

# Formatters that write what they were told to, whatever the figure's size.
TOLD = (
    mticker.FixedFormatter,
    mticker.FormatStrFormatter,
    mticker.FuncFormatter,
    mticker.NullFormatter,
    mticker.StrMethodFormatter,
)


def frame(ax) -> list:
    """Return titles, and each axis's label, scale, set limits and ticks."""
    titles = [ax.get_title(loc=loc) for loc in ("left", "center", "right")]
    facts = [ax.name, titles, ax.axison, ax.get_visible()]
    for axis in ax._axis_map.values():
        facts.append(
            [
                axis.axis_name,
                axis.get_label_text(),
                axis.get_visible(),
                axis.get_scale(),
                bool(axis.get_inverted()),
                _limits(axis),
                *_ticks(axis),
            ]
        )
    if ax.name == "3d":
        facts.append(rounded([ax.elev, ax.azim, ax.roll]))
    return facts


def legend(artist) -> list:
    """Return a legend's words, each with the looks that it explains."""
    rows = [
        [text.get_text(), _sample(handle)]
        for text, handle in zip(
            artist.get_texts(), artist.legend_handles, strict=True
        )
    ]
    return [artist.get_title().get_text(), rows]


def _sample(handle) -> list:
    if hasattr(handle, "get_marker"):
        return line_looks(handle)
    if hasattr(handle, "get_facecolor"):
        return colours(handle.get_facecolor())
    return [colour(handle.get_color())]


def _limits(axis) -> list | None:
    if axis._get_autoscale_on():
        return None
    log = axis.get_scale() == "log"
    return rounded(sorted(axis.get_view_interval()), log=log)


def _ticks(axis) -> list:
    """Return the ticks that were set by hand, and their labels."""
    facts = []
    for ticker in (axis.major, axis.minor):
        if isinstance(ticker.locator, mticker.NullLocator):
            facts.append("none")
        elif isinstance(ticker.locator, mticker.FixedLocator):
            places = list(ticker.locator.locs)
            told = isinstance(ticker.formatter, TOLD)
            labels = ticker.formatter.format_ticks(places) if told else None
            facts.append([rounded(places), labels])
        elif type(ticker.locator).__name__ == "StrCategoryLocator":
            facts.append(list(axis.units._mapping))
    return facts
