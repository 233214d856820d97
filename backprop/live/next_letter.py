"""The beginning of a name, and what a net expects to follow."""

import string

import numpy as np

from ..layers import softmax
from ..validation import finite, methods, named_arrays, real
from .element import html_table, show_element
from .weights import packed

MARKS = 27  # the end of a name, then a to z
MOST = 20  # letters that a name may have in the page
IN_A_NET = {
    "E": "0.E", "Wx": "1.Wx", "Wh": "1.Wh", "b": "1.b",
    "W": "2.W", "b2": "2.b",
}  # fmt: skip


def live_next_letter(net, begin="", temperature=1.0):
    """Show what a net of names expects after the letters that are typed.

    With token 0 before the first letter, and a = 1 … z = 26:

        h_t = tanh(E[token_t] Wx + h_{t-1} Wh + b),  h_0 = 0
        p = softmax((h_t W + b2) / temperature)

    net: a dict of E (27, d), Wx (d, n), Wh (n, n), b (n,), W (n, 27) and
    b2 (27,), or Sequential(Embedding, Recurrent, Linear) with tanh, whose
    params() have these shapes. In the book's page the reader types, picks
    a letter, turns the temperature (.2 to 2) and draws names. The page's
    weights are the net's, rounded to whole multiples of 1/4096, or of a
    larger power of ½ where one is not below 8. Elsewhere, and in print,
    the 27 probabilities after `begin` are shown in whole percents.

    Raises TypeError for a net without such arrays, and ValueError for other
    shapes, for what is not finite, for letters other than a to z, for more
    than 20 of them, and for a temperature outside .2 to 2.
    Derived in chapter 10.
    """
    arrays = _arrays(net)
    outside = set(begin) - set(string.ascii_lowercase)
    if outside or len(begin) > MOST:
        raise ValueError(
            f"begin must be at most {MOST} letters a to z, got {begin!r}"
        )
    temperature = real(temperature, "temperature", least=0.2)
    if temperature > 2:
        raise ValueError(f"temperature must be at most 2, got {temperature}")
    stored, rounded = packed(arrays)
    data = {
        "begin": begin,
        "temperature": temperature,
        "dim": arrays["Wx"].shape[0],
        "hidden": arrays["Wx"].shape[1],
        **stored,
    }
    P = expected(rounded, begin, temperature)
    html, words = _plain(begin, np.rint(100 * P).astype(int))
    show_element("live-next-letter", data, html, words)


def expected(arrays, begin, temperature=1.0):
    """Return the probabilities (27,) of what follows the letters `begin`."""
    h = np.zeros(len(arrays["b"]))
    for token in (0, *(ord(letter) - ord("a") + 1 for letter in begin)):
        x = arrays["E"][token]
        h = np.tanh(x @ arrays["Wx"] + h @ arrays["Wh"] + arrays["b"])
    logits = h @ arrays["W"] + arrays["b2"]
    return softmax(logits[None, :] / temperature)[0]


def _arrays(net):
    """Return the six arrays by name, of a dict or a Sequential."""
    if not isinstance(net, dict):
        methods(net, "net", "params")
        params = net.params()
        net = {k: params[v] for k, v in IN_A_NET.items() if v in params}
    missing = [name for name in IN_A_NET if name not in net]
    if missing:
        raise TypeError(
            "net must be a dict of E, Wx, Wh, b, W and b2, or "
            "Sequential(Embedding, Recurrent, Linear), got none of "
            f"{', '.join(missing)}"
        )
    arrays = named_arrays({name: net[name] for name in IN_A_NET}, "net")
    dim, n = (*arrays["Wx"].shape, 0)[:2]
    shapes = {
        "E": (MARKS, dim), "Wx": (dim, n), "Wh": (n, n), "b": (n,),
        "W": (n, MARKS), "b2": (MARKS,),
    }  # fmt: skip
    for name, shape in shapes.items():
        if arrays[name].shape != shape or not arrays[name].size:
            raise ValueError(
                f"net's {name!r} must have shape {shape}, got "
                f"{arrays[name].shape}"
            )
        finite(arrays[name], f"net's {name!r}")
    return arrays


def _plain(begin, percents):
    """Return what stands in print, and the same in words."""
    after = f"after “{begin}”" if begin else "at the beginning of a name"
    order = np.argsort(-percents, kind="stable")
    names = ["end", *string.ascii_lowercase]
    shares = [(names[k], f"{percents[k]} %") for k in order]
    caption = f"What the net expects {after}"
    rows = [[*shares[k], *shares[k + 9], *shares[k + 18]] for k in range(9)]
    table = html_table(caption, 3 * ["next", "share"], rows)
    html = f"<div class='letter-print'>\n{table}\n</div>"
    said = ", ".join(f"{name} {share}" for name, share in shares)
    return html, f"{caption}: {said}."
