"""A digit to draw on, how a net reads it, and what would change its mind."""

import base64

import numpy as np

from ..book.freehand import UNIT, freehand_net, net_of
from ..layers import Linear, ReLU, Sequential
from ..losses import SoftmaxCrossEntropy
from ..validation import finite, float_array, paired, whole
from .element import html_table, show_element

LARGEST = 32767  # of what two bytes hold
LEAST = 0.2  # of the largest mark; smaller ones are not drawn


def live_digit(net, X, labels, wanted=7):
    """Show a sheet of 8 × 8 pixels, and how a net reads what is drawn on it.

    net: a Sequential of Linear(64, n), ReLU and Linear(n, 10). X (k, 64)
    holds the images to begin with, each from 0 to 1 in sixteenths, and
    `labels` (k,) what they show. In the book's page the reader draws on
    them, or on an empty sheet, which `freehand_net` reads, and asks what
    would make a drawing a `wanted`: one backward pass, from the loss
    −log p(wanted) to dX, with the weights as they are. The page's weights
    are the net's, rounded to whole multiples of 1/4096. Elsewhere, and in
    print, the first image and its answer are shown.

    Raises TypeError or ValueError for another net, for images that are not
    of that kind, and for a digit that is none.
    """
    X, labels = paired(float_array(X, "X"), labels)
    if X.shape[1:] != (64,):
        raise ValueError(
            f"live_digit expects X of shape (k, 64), got {X.shape}"
        )
    counts = np.round(16 * X).astype(int)
    odd = X[(counts != 16 * X) | (X < 0) | (X > 1)]
    if odd.size:
        raise ValueError(
            "live_digit expects X in sixteenths from 0 to 1, got "
            f"{odd[0]:g} in it"
        )
    digits = [whole(k, "a digit", least=0) for k in (*labels.tolist(), wanted)]
    if max(digits) > 9:
        raise ValueError(f"a digit must be 0 to 9, got {max(digits)}")
    weights, own = _rounded(net)
    freehand, right, of = freehand_net()
    data = {
        "images": counts.tolist(),
        "labels": digits[:-1],
        "wanted": wanted,
        "net": weights,
        "freehand": {**_rounded(freehand)[0], "right": right, "of": of},
    }
    P, wishes = asked(own, counts[0] / 16, wanted)
    html, words = _first_picture(counts[0], labels[0], P, wishes, wanted)
    show_element("live-digit", data, html, words)


def asked(net, x, wanted):
    """Return the ten probabilities of an image, and what `wanted` asks for.

    The second is −dx of the loss −log p(wanted), and 0 where a pixel that
    is paper should lose ink, or one that is full should get some.
    """
    loss = SoftmaxCrossEntropy()
    loss.forward(net.forward(x[None, :]), np.array([wanted]))
    wish = -net.backward(loss.backward())[0]
    possible = ((wish > 0) & (x < 1)) | ((wish < 0) & (x > 0))
    return loss.P[0], np.where(possible, wish, 0.0)


def _rounded(net):
    """Return the page's weights, and the net that has just these."""
    layers = net.layers if isinstance(net, Sequential) else []
    kinds = [type(layer) for layer in layers]
    fit = kinds == [Linear, ReLU, Linear]
    if not fit or (layers[0].W.shape[0], layers[2].W.shape[1]) != (64, 10):
        got = [kind.__name__ for kind in kinds] or type(net).__name__
        raise TypeError(
            "live_digit expects Sequential(Linear(64, n), ReLU(), "
            f"Linear(n, 10)), got {got}"
        )
    units = {}
    for name, parameter in net.params().items():
        units[name] = np.round(finite(parameter, name) / UNIT)
        if np.abs(units[name]).max() > LARGEST:
            raise ValueError(
                "live_digit expects weights of size below 8, got "
                f"{np.abs(parameter).max():.3g} in {name}"
            )
    stored = b"".join(u.astype("<i2").tobytes() for u in units.values())
    text = base64.b64encode(stored).decode("ascii")
    return {"hidden": len(units["0.b"]), "weights": text}, net_of(units)


def _first_picture(counts, label, P, wishes, wanted):
    """Return what stands in print, and the same in words."""
    read = f"A test digit, {label}, is read as {P.argmax()}."
    marks = (
        f"To make it a {wanted}: + asks for more ink in a pixel, − for less, "
        "and a larger mark for more."
    )
    strong = np.flatnonzero(np.abs(wishes) > LEAST * np.abs(wishes).max())
    order = strong[np.argsort(-np.abs(wishes[strong]))][:3]
    most = "; ".join(
        f"{'more' if wishes[i] > 0 else 'less'} in row {i // 8 + 1}, column "
        f"{i % 8 + 1}"
        for i in order
    )
    shares = [f"{p:.1%}".replace("%", " %") for p in P]
    table = html_table(
        read,
        [("digit", " scope='col'"), ("probability", " scope='col'")],
        [(str(k), share) for k, share in enumerate(shares)],
    )
    html = (
        "<div class='digit-first'>"
        f"<figure>{_drawing(counts, read)}</figure>"
        f"<figure>{_drawing(counts, marks, wishes)}"
        f"<figcaption>{marks}</figcaption></figure>{table}</div>"
    )
    said = ", ".join(f"{k}: {share}" for k, share in enumerate(shares))
    return html, f"{read} Probabilities: {said}.\n{marks} Most: {most}."


def _drawing(counts, words, wishes=None):
    """Return 8 × 8 pixels as an SVG, with a mark for every wish."""
    lines = [
        "<svg viewBox='-.1 -.1 8.2 8.2' width='170' height='170' role='img' "
        f"aria-label='{words}'><rect width='8' height='8' fill='none' "
        "stroke='currentColor' stroke-width='.05'/>"
    ]
    for i in np.flatnonzero(counts):
        lines.append(
            f"<rect x='{i % 8}' y='{i // 8}' width='1' height='1' "
            f"fill='currentColor' fill-opacity='{counts[i] / 16:g}'/>"
        )
    sizes = np.zeros(64) if wishes is None else wishes / np.abs(wishes).max()
    for i in np.flatnonzero(np.abs(sizes) > LEAST):
        r, wide = 0.4 * abs(sizes[i]), 0.08 + 0.12 * abs(sizes[i])
        bar = f"M{i % 8 + 0.5 - r:.2f} {i // 8 + 0.5}h{2 * r:.2f}"
        if sizes[i] > 0:
            bar += f"M{i % 8 + 0.5} {i // 8 + 0.5 - r:.2f}v{2 * r:.2f}"
        lines.append(
            f"<path d='{bar}' class='paper' stroke='#fff' "
            f"stroke-width='{wide + 0.15:.3f}'/><path d='{bar}' class='wish' "
            f"stroke='#D55E00' stroke-width='{wide:.3f}'/>"
        )
    return "".join([*lines, "</svg>"])
