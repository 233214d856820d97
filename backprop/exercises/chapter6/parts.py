"""The parts of an answer that is typed in, by name."""


def parts(result, names):
    """{name: part} of a tuple, list or dict of that many, or None."""
    names = list(names)
    if isinstance(result, dict):
        return result if set(names) <= set(result) else None
    if isinstance(result, tuple) and len(result) == len(names):
        return dict(zip(names, result, strict=True))
    if getattr(result, "shape", None) == (len(names),):
        return dict(zip(names, result.tolist(), strict=True))
    return None
