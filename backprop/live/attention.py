"""Whom a letter looks at, and who is blamed: one head of attention."""

import string

import numpy as np

from ..layers import (
    Embedding,
    LayerNorm,
    Positions,
    Residual,
    SelfAttention,
    Sequential,
    softmax,
)
from ..validation import finite, whole
from .element import html_table, show_element
from .next_letter import MARKS
from .weights import packed

MOST = 8  # letters that a name may have here
MASKS = ("before", "after", "none")  # where the mask stands
LEAKS = ["blame, mask after the softmax", "blame, no mask"]
IN_A_NET = {
    "E": "0.E", "P": "1.P", "gain": "2.0.gain", "shift": "2.0.shift",
    "Wq": "2.1.Wq", "Wk": "2.1.Wk", "Wv": "2.1.Wv",
}  # fmt: skip


def live_attention(net, name="christin", letter=4, head=1):
    """Show whom a letter looks at, and who is blamed for what it saw.

    Tokens: 0, the start, then a = 1 … z = 26. With x_t = E[token_t] + P[t]
    and n_t = LayerNorm(x_t), one head of width d has, in its columns,

        q = n Wq,  k = n Wk,  v = n Wv,  o_t = Σ_s A_ts v_s,
        A_ts = softmax over s of q_t·k_s / √d

    and its mask stands before the softmax, or after it, or nowhere. One
    step and one head are shown: the row of A, and, with 1 as the gradient
    of each entry of that o and 0 elsewhere, the sizes of the gradients at
    every x_s, and of their parts through q, k and v.

    net: Sequential(Embedding(27, dim), Positions(9 or more, dim),
    Residual(LayerNorm(dim), SelfAttention(dim, heads)), ...). name: up to
    8 letters; letter: the step, 0 for the start; head: from 1. In the
    book's page the reader types a name, picks the letter and the head, and
    moves the mask. The page's weights are the net's, rounded to whole
    multiples of 1/4096, or of a larger power of ½ where one is not below
    8. Elsewhere, and in print, the weights and the blame are shown.

    Raises TypeError for a net that does not begin so, and ValueError for
    other shapes, for what is not finite, for a name of other characters
    than a to z or of more than 8, and for a letter or head that is not
    there.
    Derived in chapter 11.
    """
    arrays, heads, eps = _parts(net)
    if set(name) - set(string.ascii_lowercase) or len(name) > MOST:
        raise ValueError(
            f"name must be at most {MOST} letters a to z, got {name!r}"
        )
    _within(letter, "letter", 0, len(name))
    _within(head, "head", 1, heads)
    stored, rounded = packed(arrays)
    data = {
        "letters": name,
        "step": letter,
        "head": head - 1,
        "dim": len(arrays["gain"]),
        "heads": heads,
        "eps": eps,
        **stored,
    }
    seen = {
        mask: looked(rounded, heads, eps, name, letter, head - 1, mask)
        for mask in MASKS
    }
    html, words = _plain(seen, name, letter, head)
    show_element("live-attention", data, html, words)


def looked(arrays, heads, eps, name, step, head, mask="before"):
    """Return the weights A (T,) of a step's row, and gradients by way.

    The gradients are a dict of Q, K, V and all, their sum: each (T, dim),
    at the vectors x, from a 1 for each entry of the head's o at `step`.
    """
    tokens = [0, *(ord(letter) - ord("a") + 1 for letter in name)]
    norm = LayerNorm.from_arrays(arrays["gain"], arrays["shift"], eps)
    N = norm.forward((arrays["E"][tokens] + arrays["P"][: len(tokens)])[None])
    d = N.shape[-1] // heads
    Wq, Wk, Wv = (
        arrays[k][:, head * d : (head + 1) * d] for k in ("Wq", "Wk", "Wv")
    )
    q, K, V = N[0, step] @ Wq, N[0] @ Wk, N[0] @ Wv
    seen = np.arange(len(tokens)) <= step
    early, late = (seen if mask == m else True for m in ("before", "after"))
    scores = np.where(early, K @ q / np.sqrt(d), -np.inf)
    shares = softmax(scores[None])[0]
    A = np.where(late, shares, 0.0)
    dA = np.where(late, V.sum(axis=1), 0.0)  # dA = V do, with do of ones
    dS = shares * (dA - shares @ dA) / np.sqrt(d)
    dN = np.zeros((3, *N.shape))
    dN[0, 0, step] = dS @ K @ Wq.T
    dN[1, 0] = np.outer(dS, q) @ Wk.T
    dN[2, 0] = np.outer(A, np.ones(d)) @ Wv.T
    ways = [norm.backward(one)[0] for one in dN]
    return A, {**dict(zip("QKV", ways, strict=True)), "all": sum(ways)}


def _parts(net):
    """Return the arrays of the net's beginning, its heads, and its eps."""
    block = _beginning(net, Embedding, Positions, Residual)[-1]
    norm, attention = _beginning(block, LayerNorm, SelfAttention)
    params = net.params()
    arrays = {name: params[key] for name, key in IN_A_NET.items()}
    arrays["P"] = arrays["P"][: MOST + 1]
    dim = len(norm.gain)
    shapes = {
        "E": (MARKS, dim), "P": (MOST + 1, dim), "gain": (dim,),
        "shift": (dim,), "Wq": (dim, dim), "Wk": (dim, dim), "Wv": (dim, dim),
    }  # fmt: skip
    for name, shape in shapes.items():
        if arrays[name].shape != shape:
            raise ValueError(
                f"net's {name!r} must have shape {shape}, got "
                f"{arrays[name].shape}"
            )
        finite(arrays[name], f"net's {name!r}")
    return arrays, attention.heads, norm.eps


def _beginning(net, *kinds):
    """Return the net's first layers, which must be of these kinds."""
    layers = net.layers if isinstance(net, Sequential) else []
    first = layers[: len(kinds)]
    fit = len(first) == len(kinds)
    if not fit or not all(map(isinstance, first, kinds)):
        got = [type(layer).__name__ for layer in first]
        raise TypeError(
            "net must begin as Sequential(Embedding, Positions, "
            "Residual(LayerNorm, SelfAttention)), got "
            f"{', '.join(got) or type(net).__name__}"
        )
    return first


def _within(value, name, least, most):
    if not least <= whole(value, name, least=least) <= most:
        raise ValueError(f"{name} must be at most {most}, got {value}")


def _plain(seen, name, letter, head):
    """Return what stands in print, and the same in words."""
    steps = ["start", *(f"{c}{'₁₂₃₄₅₆₇₈'[k]}" for k, c in enumerate(name))]
    caption = (
        f"Head {head} in “{name}”: whom {steps[letter]} looks at, and who is "
        "blamed when each of the head's outputs there gets the gradient 1"
    )
    A, _ = seen["before"]
    sizes = [np.linalg.norm(ways["all"], axis=1) for _, ways in seen.values()]
    rows = [
        [steps[t], *map(written, numbers)]
        for t, numbers in enumerate(zip(A, *sizes, strict=True))
    ]
    header = ["step", "weight", "blame", *LEAKS]
    html = html_table(caption, header, rows)
    lines = [" · ".join(row) for row in (header, *rows)]
    return (
        f"<div class='attention-print'>\n{html}\n</div>",
        "\n".join([f"{caption}:", *lines]),
    )


def written(value):
    """Return .66, 2.21, <.01, or 0 for what is exactly 0."""
    if value == 0:
        return "0"
    return "<.01" if value < 0.005 else f"{value:.2f}".removeprefix("0")
