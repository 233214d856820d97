"""5.21: a step whose gradient is taken where the momentum leads."""

import numpy as np

from .complex_step import gradients, kept, slipped
from .family import Family, Slip
from .pieces import GROWING, PIECES, one_of, signed, tenths


def draw(rng):
    return {
        "psi": one_of(rng, GROWING),
        "s": tenths(rng, 0.3, 0.8),
        "kappa": tenths(rng, 0.1, 0.4),
        "lam": tenths(rng, 0.2, 0.9),
        "mu": tenths(rng, 0.5, 0.9),
        "lr": tenths(rng, 0.5, 1.5),
        "kind": int(rng.integers(2)),
    }


def loss(n, slip, w, X, t):
    """The mean of s psi(r/s) - kappa r over the rows, and a penalty."""
    r = X @ w - t
    u = r / n["s"]
    rows = n["s"] * PIECES[n["psi"]](slipped(slip == "width", u, r))
    rows = rows - n["kappa"] * (kept(r) if slip == "tilt-lost" else r)
    if n["kind"] == 0:
        penalty = np.sum(np.log(1 + w * w))
    else:
        penalty = np.sum(np.sqrt(1 + w * w))
    penalty = kept(penalty) if slip == "penalty-lost" else penalty
    data = rows.sum() if slip == "not-divided" else rows.mean()
    return data + n["lam"] * penalty


def results(n, slip, w, v, X, t):
    ahead = w if slip == "not-ahead" else w + n["mu"] * v
    g = gradients(lambda w: loss(n, slip, w, X, t), (ahead,), {"g": 0})["g"]
    lr = -n["lr"] if slip == "uphill" else n["lr"]
    v_new = n["mu"] * v - lr * g
    return {"w_new": w + v_new, "v_new": v_new}


def sample(n, rng):
    made = []
    for rows, width in ((5, 2), (4, 3), (7, 3)):
        w, v = signed(rng, width), signed(rng, width)
        X = signed(rng, (rows, width))
        made.append((f"{rows} rows", (w, v, X, signed(rng, rows))))
    w, v, X = signed(rng, 3), signed(rng, 3), signed(rng, (6, 3))
    t = signed(rng, 6)
    t[1], t[4] = rng.uniform(-4000, -2000, 2)
    return [*made, ("targets far out", (w, v, X, t))]


LOOK_AHEAD = Family(
    id="5.21",
    title="A step that looks ahead",
    objective="5a",
    points=4,
    minutes=30,
    takes="a function of (w, v, X, t) that returns two arrays",
    section="05-sgd#Momentum",
    draw=draw,
    results=results,
    inputs=("w", "v", "X", "t"),
    sample=sample,
    slips=(
        Slip(
            "uphill",
            "The step goes against the gradient. With a plus it climbs.",
            section="05-sgd#One step",
        ),
        Slip(
            "not-ahead",
            "The gradient is taken where the momentum leads, at w plus "
            "mu times v, and not at w.",
        ),
        Slip(
            "width",
            "The argument is r divided by a width, so that its slope is one "
            "over that width. Only with it does the width before the bend "
            "cancel.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "tilt-lost",
            "The loss of a row has a second term, linear in r. Its slope is "
            "a constant, and missing.",
        ),
        Slip(
            "penalty-lost",
            "The penalty depends on the weights as well, and is taken at "
            "the same place.",
        ),
        Slip(
            "not-divided",
            "The loss is the mean over the rows; your gradient is that of "
            "their sum.",
        ),
    ),
    insight="An update rule is two questions: of which function is the "
    "gradient, and where is it taken?",
)
