"""A short name for the data that a figure shows.

nbval compares no pictures. It compares this digest: it changes with every
curve, point, patch, image, word, colour, scale, set limit and set tick of
the figure, and not with its size, fonts, line widths, or the last bits of a
number (see `rounding`).
"""

import hashlib
import json
from collections import Counter

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.legend import Legend

from .axes import axes_parts
from .frame import legend
from .rounding import colour


def digest(fig: Figure) -> str:
    """Return the digest of a figure's data, 16 hexadecimal digits.

    Raises TypeError if `fig` is not a Figure, or shows something that no
    reader is known for.
    """
    return _hash(parts(fig))


def parts(fig: Figure) -> dict[str, str]:
    """Return what makes the digest: one hash per Axes and kind of artist.

    A failing comparison shows these, and so says what changed:
    `{"axes 0: frame": "…", "axes 0: 2 Line2D": "…"}`. Errors as `digest`.
    """
    if not isinstance(fig, Figure):
        raise TypeError(
            f"digest expects a matplotlib Figure, got {type(fig).__name__}"
        )
    named = {}
    words = _figure_facts(fig)
    if words:
        named["figure"] = _hash(words)
    for index, ax in enumerate(_all_axes(fig)):
        found = axes_parts(ax)
        for kind, number in Counter(kind for kind, _ in found).items():
            facts = [facts for other, facts in found if other == kind]
            label = kind if kind == "frame" else f"{number} {kind}"
            named[f"axes {index}: {label}"] = _hash(facts)
    return named


def _all_axes(fig: FigureBase) -> list[Axes]:
    """Return subplots, twins, colour bars and insets, parents first."""
    found = []
    for ax in fig.axes:
        for member in (ax, *ax.child_axes):
            if member.get_visible() and member not in found:
                found.append(member)
    return found


def _figure_facts(fig: FigureBase) -> list:
    """Return the words of the figure itself, outside its Axes."""
    facts = []
    for artist in fig.get_children():
        if isinstance(artist, FigureBase):
            facts += _figure_facts(artist)
        elif isinstance(artist, Legend):
            facts.append(legend(artist))
        elif type(artist).__name__ == "Text":
            # Where it stands changes as matplotlib lays the figure out.
            facts.append([artist.get_text(), colour(artist.get_color())])
        elif not isinstance(artist, Axes) and artist is not fig.patch:
            raise TypeError(_unread(artist))
    return facts


def _unread(artist: Artist) -> str:
    return (
        f"digest cannot read a {type(artist).__name__} that belongs to the "
        "figure: add it to an Axes instead"
    )


def _hash(facts) -> str:
    text = json.dumps(facts, sort_keys=True, default=float)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
