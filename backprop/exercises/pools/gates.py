"""A tanh, and a sigmoid that gates it, on the way back: 4.9."""

import numpy as np

from ..chains import Chain, Slip


def _sigmoid(G):
    return 1 / (1 + np.exp(-G))


GATES = Chain(
    {
        "T": lambda v: np.tanh(v.V),
        "S": lambda v: _sigmoid(v.G),
        "dT": lambda v: v.dY * v.S,
        "dS": lambda v: v.dY * v.T,
        "dV": lambda v: v.dT * (1 - v.T**2),
        "dG": lambda v: v.dS * v.S * (1 - v.S),
    },
    ("dV", "dG"),
    tuple(
        Slip(*slip)
        for slip in (
            ("T", "tanh-forgotten", lambda v: v.V, "The first factor is "
             "tanh(V), not V."),
            ("S", "gate-turned", lambda v: _sigmoid(-v.G), "The sigmoid is 1 "
             "/ (1 + exp(-G)): without the minus the gate opens where it "
             "should close."),
            ("dT", "gate-left-out", lambda v: v.dY, "tanh(V) was multiplied "
             "by the gate, so dY is multiplied by the gate on its way to "
             "V."),
            ("dT", "own-factor-T", lambda v: v.dY * v.T, "The local slope of "
             "a product for one factor is the other factor: dT is dY times "
             "S."),
            ("dT", "both-factors-T", lambda v: v.dY * v.S * v.T, "The local "
             "slope of a product for one factor is the other factor alone: "
             "dT is dY times S."),
            ("dT", "gate-before-bend", lambda v: v.dY * v.G, "tanh(V) was "
             "multiplied by the gate's output S, not by G."),
            ("dT", "added-T", lambda v: v.dY + v.S, "The local slope "
             "multiplies what came back: dY times S."),
            ("dT", "not-upstream-T", lambda v: v.S, "S is the local slope. "
             "It is multiplied by what came back, dY."),
            ("dT", "added-as-in-a-sum", lambda v: v.dY * (1 + v.S), "The two "
             "are multiplied, not added: the local slope is S, without a 1."),
            ("dS", "tanh-left-out", lambda v: v.dY, "The gate was multiplied "
             "by tanh(V), so dY is multiplied by it on its way to G."),
            ("dS", "own-factor-S", lambda v: v.dY * v.S, "The local slope of "
             "a product for one factor is the other factor: dS is dY times "
             "T."),
            ("dS", "both-factors-S", lambda v: v.dY * v.S * v.T, "The local "
             "slope of a product for one factor is the other factor alone: "
             "dS is dY times T."),
            ("dS", "value-before-bend", lambda v: v.dY * v.V, "The gate was "
             "multiplied by tanh(V), not by V."),
            ("dS", "added-S", lambda v: v.dY + v.T, "The local slope "
             "multiplies what came back: dY times T."),
            ("dS", "not-upstream-S", lambda v: v.T, "T is the local slope. "
             "It is multiplied by what came back, dY."),
            ("dV", "tanh-not-squared", lambda v: v.dT * (1 - v.T), "The slope "
             "of tanh is 1 - T², with the output squared."),
            ("dV", "difference-squared", lambda v: v.dT * (1 - v.T) ** 2,
             "In 1 - T² the T alone is squared: 1 - T**2, without brackets "
             "around 1 - T."),
            ("dV", "brackets-of-tanh", lambda v: v.dT - v.T**2, "Brackets "
             "are missing: dT * (1 - T**2). Without them T² is subtracted "
             "from dT itself."),
            ("dV", "tanh-as-sigmoid", lambda v: v.dT * v.T * (1 - v.T),
             "T (1 - T) is the form of the sigmoid's slope. That of tanh is "
             "1 - T²."),
            ("dV", "tanh-of-input", lambda v: v.dT * (1 - v.V**2), "The slope "
             "is 1 minus the square of the output T = tanh(V), not of V."),
            ("dV", "tanh-twice", lambda v: v.dT * (1 - np.tanh(v.T) ** 2),
             "T is tanh(V) already. You took tanh once more."),
            ("dV", "tanh-plus", lambda v: v.dT * (1 + v.T**2), "The slope of "
             "tanh is 1 - T²: it is largest at 0, and never above 1."),
            ("dV", "tanh-no-slope", lambda v: v.dT, "Between T and V lies "
             "tanh, with its slope 1 - T². That is dT as it came."),
            ("dV", "tanh-value", lambda v: v.dT * v.T, "T is tanh's value. "
             "Its slope is 1 - T²."),
            ("dV", "dV-averaged", lambda v: v.dT * (1 - v.T**2) / len(v.V),
             "No row shares anything with another here, and the 1/N of a "
             "mean loss is already in dY."),
            ("dV", "dV-summed", lambda v: (v.dT * (1 - v.T**2)).sum(axis=0),
             "V has a row for each example, and so has dV. The sum over the "
             "rows is for weights, which all rows share."),
            ("dV", "dV-both", lambda v: v.dT * (1 - v.T**2) + v.dS * v.S
             * (1 - v.S), "V and G are two inputs, each with its own "
             "gradient. They would add only if one value were used for "
             "both."),
            ("dG", "brackets", lambda v: v.dS * v.S - v.S, "Brackets are "
             "missing: dS * S * (1 - S). Without them S is subtracted from "
             "the product."),
            ("dG", "sigmoid-half", lambda v: v.dS * (1 - v.S), "The slope of "
             "the sigmoid is S (1 - S): the factor S is missing."),
            ("dG", "sigmoid-value", lambda v: v.dS * v.S, "S is the sigmoid's "
             "value. Its slope is S (1 - S)."),
            ("dG", "sigmoid-of-input", lambda v: v.dS * v.G * (1 - v.G),
             "S (1 - S) is written with the output, not with G."),
            ("dG", "sigmoid-as-tanh", lambda v: v.dS * (1 - v.S**2), "1 - S² "
             "is the form of tanh's slope. That of the sigmoid is S (1 - "
             "S)."),
            ("dG", "sigmoid-plus", lambda v: v.dS * v.S * (1 + v.S), "The "
             "slope is S (1 - S): it is 0 where the gate is wide open."),
            ("dG", "sigmoid-squared", lambda v: v.dS * v.S * (1 - v.S) ** 2,
             "The slope is S (1 - S), with each factor once."),
            ("dG", "sigmoid-at-output", lambda v: v.dS * _sigmoid(v.S)
             * (1 - _sigmoid(v.S)), "S is σ(G) already. You took the sigmoid "
             "once more."),
            ("dG", "sigmoid-no-slope", lambda v: v.dS, "Between S and G lies "
             "the sigmoid, with its slope S (1 - S). That is dS as it came."),
            ("dG", "dG-averaged", lambda v: v.dS * v.S * (1 - v.S)
             / len(v.V), "No row shares anything with another here, and the "
             "1/N of a mean loss is already in dY."),
            ("dG", "dG-summed", lambda v: (v.dS * v.S * (1 - v.S)).sum(
             axis=0), "G has a row for each example, and so has dG."),
        )
    ),
    ("V", "G", "dY"),
    ("T", "S", "dT", "dS"),
)  # fmt: skip
