"""A digit that a reader moves, and the nets that are asked about it."""

import math

import numpy as np

from ..layers import softmax
from ..validation import finite, float_array, methods, whole, whole_numbers
from .element import html_table, show_element

MOST = 16  # images, whose answers weigh about a kilobyte each
CLASSES = 10  # digits
NETS = 3


def moved_probabilities(net, images, reach=2):
    """Return what a net says of images at every shift, (n, m, m, K).

    Entry (k, reach + d, reach + r) holds the K probabilities for image k
    moved d pixels down and r to the right, with 0 where nothing comes in;
    m = 2 reach + 1. images: (n, H, W), (n, H, W, 1), or (n, H²) for square
    ones, in the shape that net.forward takes; it returns logits (n, K).

    Raises ValueError for images of another shape or a reach that is not
    below their height and width; TypeError for a net without `forward`.
    """
    methods(net, "net", "forward")
    given = finite(float_array(images, "images"), "images")
    pixels = _pixels(given)
    m = 2 * _reach(reach, pixels) + 1
    answers = [
        softmax(net.forward(_shifted(pixels, d, r).reshape(given.shape)))
        for d in range(-reach, reach + 1)
        for r in range(-reach, reach + 1)
    ]
    return np.stack(answers, axis=1).reshape(len(given), m, m, -1)


def live_moved(images, labels, probabilities):
    """Show digits that the reader moves, and what each net says of them.

    images: (n, H, W), (n, H, W, 1) or (n, H²), from 0 (paper) to 1 (ink), at
    most 16. labels: (n,). probabilities: {name of a net: (n, m, m, 10)}, one
    to three of them, as `moved_probabilities` returns them. The page shows
    whole percents, and a map of the answers at the m² positions. Elsewhere,
    and in print, tables say at which positions each net is right.

    Raises ValueError for shapes that do not fit and for what are no
    probabilities; TypeError for labels that are not whole numbers and
    probabilities that are no dict.
    """
    pixels = _pixels(finite(float_array(images, "images"), "images"))
    if len(pixels) > MOST or pixels.min() < 0 or pixels.max() > 1:
        raise ValueError(
            f"images must be at most {MOST}, with entries from 0 to 1, got "
            f"{len(pixels)} from {pixels.min():g} to {pixels.max():g}"
        )
    labels = whole_numbers(labels, "labels")
    if labels.shape != (len(pixels),):
        raise ValueError(
            f"labels must have shape ({len(pixels)},), got {labels.shape}"
        )
    nets = _nets(probabilities, len(pixels))
    m = next(iter(nets.values())).shape[1]
    data = {
        "reach": _reach((m - 1) // 2, pixels),
        "shape": pixels.shape[1:],
        "digits": [
            {"label": int(label), "pixels": _percents(image)}
            for label, image in zip(labels, pixels, strict=True)
        ],
        "nets": [
            {"name": name, "asked": [_asked(one) for one in P]}
            for name, P in nets.items()
        ],
    }
    show_element("live-moved", data, _html(data), _words(data))


def _pixels(images):
    """Return images as (n, H, W)."""
    shape = images.shape
    side = math.isqrt(shape[1]) if images.ndim == 2 else 0
    if images.size and side and side**2 == shape[1]:
        return images.reshape(-1, side, side)
    if images.size and (images.ndim == 3 or shape[3:] == (1,)):
        return images.reshape(shape[:3])
    raise ValueError(
        "images must have shape (n, H, W), (n, H, W, 1) or (n, H²) with "
        f"n >= 1, got {shape}"
    )


def _reach(reach, pixels):
    most = min(pixels.shape[1:]) - 1
    if whole(reach, "reach") > most:
        raise ValueError(f"reach must be at most {most}, got {reach}")
    return reach


def _shifted(pixels, down, right):
    """Move images (n, H, W), with 0 where nothing comes in."""
    _, H, W = pixels.shape
    out = np.zeros_like(pixels)
    out[:, max(down, 0) : H + down, max(right, 0) : W + right] = pixels[
        :, max(-down, 0) : H - down, max(-right, 0) : W - right
    ]
    return out


def _nets(probabilities, n):
    if not isinstance(probabilities, dict):
        raise TypeError(
            "probabilities must be {name: array}, got "
            f"{type(probabilities).__name__}"
        )
    if not 1 <= len(probabilities) <= NETS:
        raise ValueError(
            f"probabilities must be of 1 to {NETS} nets, got "
            f"{len(probabilities)}"
        )
    nets, m = {}, None
    for name, P in probabilities.items():
        P = finite(float_array(P, f"{name}'s"), f"{name}'s")
        m = m or (P.shape[1] if P.ndim == 4 else 3)
        if P.shape != (n, m, m, CLASSES) or m % 2 == 0 or m < 3:
            raise ValueError(
                f"{name}'s probabilities must have shape ({n}, m, m, "
                f"{CLASSES}) with an odd m, the same for all nets, got "
                f"{P.shape}"
            )
        if P.min() < 0 or np.abs(P.sum(axis=3) - 1).max() > 1e-6:
            raise ValueError(f"{name}'s are no probabilities: see their sums")
        nets[str(name)] = P
    return nets


def _asked(P):
    """The answers (m, m, 10) about an image, as short lists."""
    return {
        "answers": P.argmax(axis=2).ravel().tolist(),
        "percents": _percents(P),
    }


def _percents(values):
    return np.rint(100 * values).astype(int).ravel().tolist()


def _counts(data):
    """Yield (digit, how often each net is right), for every image."""
    for k, digit in enumerate(data["digits"]):
        label = digit["label"]
        yield (
            label,
            [n["asked"][k]["answers"].count(label) for n in data["nets"]],
        )


def _html(data):
    """What each net answers about the first digit, and how often right."""
    m = 2 * data["reach"] + 1
    shifts = range(-data["reach"], data["reach"] + 1)
    label = data["digits"][0]["label"]
    tables = []
    for net in data["nets"]:
        answers = net["asked"][0]["answers"]
        rows = [
            (_signed(d), *map(str, answers[k * m : (k + 1) * m]))
            for k, d in enumerate(shifts)
        ]
        caption = f"{net['name']}: answers for a {label}, moved down and right"
        header = ["", *map(_signed, shifts)]
        tables.append(html_table(caption, header, rows))
    header = ["digit", *(net["name"] for net in data["nets"])]
    rows = [(str(label), *map(str, counts)) for label, counts in _counts(data)]
    caption = f"Right at how many of {m * m} positions"
    tables.append(html_table(caption, header, rows))
    return "<div class='moved-print'>\n" + "\n".join(tables) + "\n</div>"


def _signed(shift):
    return f"{shift:+d}".replace("-", "−").replace("+0", "0")


def _words(data):
    all_of = (2 * data["reach"] + 1) ** 2
    names = [net["name"] for net in data["nets"]]
    lines = [f"Right at how many of {all_of} positions:"]
    for label, counts in _counts(data):
        pairs = zip(names, counts, strict=True)
        said = ", ".join(f"{name} {count}" for name, count in pairs)
        lines.append(f"a {label}: {said}")
    return "\n".join(lines)
