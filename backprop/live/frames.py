"""All pictures of a live figure, so that what they share stands once."""


def frames(pictures):
    """(base, frames) of plain pictures: base | frame is a picture.

    Both are flat: "lines.0.y" is the y of the first line. What is the same
    in all pictures stands in base alone.
    """
    flat = [_flat(picture) for picture in pictures]
    first, *others = flat
    shared = {
        key: value
        for key, value in first.items()
        if all(key in other and other[key] == value for other in others)
    }
    return shared, [
        {key: v for key, v in one.items() if key not in shared} for one in flat
    ]


def _flat(picture):
    found = {}
    for key, value in picture.items():
        if key not in ("lines", "points", "areas", "bars"):
            found[key] = value
            continue
        for k, series in enumerate(value):
            found |= {f"{key}.{k}.{name}": v for name, v in series.items()}
    return found
