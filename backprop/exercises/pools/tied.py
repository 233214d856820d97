"""Back through a net that uses one table twice: 11.8."""

import numpy as np

from ..chains import Chain, Slip


def _outer(a, d):
    return np.einsum("nti,ntj->ij", a, d)


def _last_wins(v):
    out = np.zeros(v.E.shape)
    out[v.tokens] += v.dX
    return out


def _at(v, tokens):
    """The table's rows, with dX (N, T, dim) added at these tokens."""
    out = np.zeros(v.E.shape)
    np.add.at(out, tokens, v.dX)
    return out


def _shifted(v):
    """dX of each place, added at the token that comes next."""
    out = np.zeros(v.E.shape)
    np.add.at(out, v.tokens[:, 1:], v.dX[:, :-1])
    return out


def _written_over(v, start):
    start = np.array(start)
    start[v.tokens] = v.dX
    return start


BEND = "04-backward-pass#Through an activation"
LAYER = "04-backward-pass#The batch: every row uses the same weights"
TABLE = "10-sequences#A row for every letter"
FORK = "03-chain-rule#At a fork, gradients add"
FORKED = (
    "The table is used twice: at the entrance, where rows are looked up, and "
    "at the exit, where every state is multiplied by all of its rows. A value "
    "with two uses gets two gradients, added."
)
UNTURNED = (
    "Forward X was multiplied by W, so back to X leads the transpose, "
    "dZ Wᵀ. W is square, so without .T no shape complains."
)
LAST_WINS = (
    "A token may stand at several places, and each adds its share. "
    "dE[tokens] += dX adds one of them alone; np.add.at adds all."
)
SLOPE = "From H to Z = X W leads the slope of tanh, 1 − H²."
PAST_TANH = (
    "dH is the gradient behind the tanh. What goes back to X and to W has "
    "passed it: dZ."
)
EXIT = (
    "At the exit logits = H Eᵀ: row k of E met every state, so its share is "
    "the sum over all places of dlogits[…, k] times H."
)
ENTRANCE = (
    "At the entrance row k of E was copied to each place with token k, so "
    "it gets dX from all these places."
)

TIED = Chain(
    {
        "dH": lambda v: v.dlogits @ v.E,
        "by_exit": lambda v: np.einsum("ntk,ntd->kd", v.dlogits, v.H),
        "dZ": lambda v: v.dH * (1 - v.H**2),
        "dX": lambda v: v.dZ @ v.W.T,
        "by_entrance": lambda v: _at(v, v.tokens),
        "dE": lambda v: v.by_exit + v.by_entrance,
        "dW": lambda v: _outer(v.E[v.tokens], v.dZ),
    },
    ("dE", "dW"),
    tuple(
        Slip(*slip)
        for slip in (
            ("dH", "dH-averaged", lambda v: v.dlogits @ v.E / len(v.E),
             "logits = H Eᵀ, so dH = dlogits E, a sum over the tokens of the "
             "table and no mean."),
            ("by_exit", "exit-of-X", lambda v: np.einsum("ntk,ntd->kd",
             v.dlogits, v.E[v.tokens]), EXIT + " You took X, the states at "
             "the entrance."),
            ("by_exit", "exit-of-dH", lambda v: np.einsum("ntk,ntd->kd",
             v.dlogits, v.dH), EXIT + " You took dH."),
            ("dZ", "slope-missing", lambda v: 1.0 * v.dH, SLOPE + " You "
             "left it out."),
            ("dZ", "tanh-twice", lambda v: v.dH * (1 - np.tanh(v.H) ** 2),
             SLOPE + " H holds the tanh already; you took it once more."),
            ("dZ", "not-squared", lambda v: v.dH * (1 - v.H), SLOPE
             + " The square is missing."),
            ("dZ", "sigmoid", lambda v: v.dH * v.H * (1 - v.H), SLOPE
             + " H (1 − H) is the slope of a sigmoid."),
            ("dZ", "slope-of-X", lambda v: v.dH * (1 - v.E[v.tokens] ** 2),
             SLOPE + " You took it at X."),
            ("dX", "untransposed", lambda v: v.dZ @ v.W, UNTURNED),
            ("dX", "W-forgotten", lambda v: 1.0 * v.dZ, "Between Z and X "
             "stands W: dX = dZ Wᵀ. You looked dZ up."),
            ("dX", "dX-past-tanh", lambda v: v.dH @ v.W.T, PAST_TANH
             + " You took dH for X."),
            ("dX", "dX-is-dH", lambda v: 1.0 * v.dH, ENTRANCE + " You gave "
             "it dH, which has not passed the layer in between."),
            ("dX", "dX-and-dH", lambda v: v.dZ @ v.W.T + v.dH, "There is no "
             "residual path here: dX is dZ Wᵀ alone, and dH stays at the "
             "exit."),
            ("by_entrance", "entrance-forgotten", lambda v: 0.0 * v.by_exit,
             FORKED + " The share of the entrance is missing."),
            ("by_entrance", "drops-repeats", _last_wins,
             LAST_WINS),
            ("by_entrance", "to-all-rows", lambda v: np.ones(v.E.shape)
             * v.dX.sum(axis=(0, 1)), ENTRANCE + " You gave the sum over all "
             "places to every row."),
            ("by_entrance", "entrance-of-labels", lambda v: _at(v,
             v.dlogits.argmin(axis=-1)), ENTRANCE + " You added it at other "
             "tokens."),
            ("by_entrance", "shifted", _shifted, ENTRANCE + " You added it "
             "one place later."),
            ("by_entrance", "entrance-averaged", lambda v: _at(v,
             v.tokens) / np.maximum(np.bincount(v.tokens.ravel(),
             minlength=len(v.E)), 1)[:, None], ENTRANCE + " It is a sum over "
             "these places, and you took their mean."),
            ("dE", "exit-forgotten", lambda v: 1.0 * v.by_entrance, FORKED
             + " The share of the exit is missing."),
            ("dE", "halved", lambda v: (v.by_exit + v.by_entrance) / 2, FORKED
             + " You took their mean."),
            ("dE", "written-over", lambda v: _written_over(v, v.by_exit),
             FORKED + " You wrote one over the other: +=, not =."),
            ("dE", "subtracted", lambda v: v.by_exit - v.by_entrance, FORKED
             + " You subtracted one."),
            ("dE", "multiplied", lambda v: v.by_exit * v.by_entrance, FORKED
             + " You multiplied them."),
            ("dE", "dE-over-places", lambda v: (v.by_exit + v.by_entrance)
             / v.tokens.size, "The 1/N of a mean loss is in dlogits already. "
             "You divided dE by the number of places."),
            ("dE", "times-how-often", lambda v: v.by_exit * np.bincount(
             v.tokens.ravel(), minlength=len(v.E))[:, None] + v.by_entrance,
             EXIT + " How often a token was read has no part in it."),
            ("dW", "dW-past-tanh", lambda v: _outer(v.E[v.tokens], v.dH),
             PAST_TANH + " You took dH for W."),
            ("dW", "dW-turned", lambda v: _outer(v.E[v.tokens], v.dZ).T,
             "Entry (i, j) of W leads from column i of X to column j of Z: "
             "dW = Xᵀ dZ. Yours is the transpose."),
            ("dW", "dW-of-H", lambda v: _outer(v.H, v.dZ), "W was given X, "
             "the rows that were looked up. You took what came out, H."),
            ("dW", "dW-over-places", lambda v: _outer(v.E[v.tokens], v.dZ)
             / v.tokens.size, "The 1/N of a mean loss is in dlogits already. "
             "You divided dW by the number of places."),
            ("dW", "dW-over-rows", lambda v: _outer(v.E[v.tokens], v.dZ)
             / len(v.tokens), "The 1/N of a mean loss is in dlogits already. "
             "You divided dW by the number of rows."),
        )
    ),
    ("dlogits", "tokens", "H", "E", "W"),
    sections={
        "dH": LAYER, "by_exit": LAYER, "dZ": BEND, "dX": LAYER,
        "by_entrance": TABLE, "dE": FORK, "dW": LAYER,
    },
)  # fmt: skip
