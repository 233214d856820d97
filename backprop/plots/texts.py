"""Readers for texts and annotations: the words, and where they stand."""

from .patches import arrow_looks, patch_looks
from .records import Points, Record, place
from .rounding import colour


def text(artist, ax) -> Record:
    words = artist.get_text()
    if not words.strip():
        return Record("Text")
    position = artist.get_unitless_position()
    points = place(position, artist.get_transform(), ax)
    facts = [words, colour(artist.get_color())]
    box = artist.get_bbox_patch()
    facts.append(patch_looks(box)[:2] if box is not None else None)
    return Record("Text", [points], facts)


def annotation(artist, ax) -> Record:
    places = [_anchor(artist.xy, artist.xycoords, ax)]
    if artist.xyann is not None:
        places.append(_anchor(artist.xyann, artist.anncoords, ax))
    shaft = artist.arrow_patch
    facts = [
        artist.get_text(),
        colour(artist.get_color()),
        None if shaft is None else arrow_looks(shaft),
    ]
    return Record("Annotation", places, facts)


def _anchor(xy, units, ax) -> Points:
    """Return one end of an annotation; `units` as `annotate` takes them."""
    x_units, y_units = units if isinstance(units, tuple) else (units, units)
    x, y = xy
    if x_units == "data":
        x = float(ax.convert_xunits(x))
    if y_units == "data":
        y = float(ax.convert_yunits(y))
    names = [
        unit if isinstance(unit, str) else type(unit).__name__
        for unit in (x_units, y_units)
    ]
    in_data = (x_units == "data", y_units == "data")
    return Points([x], [y], in_data, " ".join(names))


READERS_OF_TEXTS = {"Annotation": annotation, "Text": text}
