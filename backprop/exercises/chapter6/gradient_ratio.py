"""6.1: what is left of a gradient after twenty to thirty layers."""

import numpy as np

from ...layers import ReLU, Sigmoid
from ..forms import form
from ..parts import typed_parts
from ..record import Exercise, Verdict
from .ratio_mistakes import MISTAKES

WITHIN = np.log10(3.0)
# Width and standard deviation, so chosen that a layer's factor is clean.
SIGMOID_NETS = ((64, 0.05), (100, 0.05), (100, 0.04))
RELU_NETS = ((50, 0.8), (50, 1.0), (50, 0.04), (72, 1.0), (98, 0.5))


def draw(rng):
    width_a, std_a = SIGMOID_NETS[rng.integers(len(SIGMOID_NETS))]
    width_b, std_b = RELU_NETS[rng.integers(len(RELU_NETS))]
    layers_a, layers_b = rng.choice(range(20, 31), size=2, replace=False)
    return {
        "width_A": width_a,
        "std_A": std_a,
        "layers_A": int(layers_a),
        "width_B": width_b,
        "std_B": std_b,
        "layers_B": int(layers_b),
    }


def truth(width_A, std_A, layers_A, width_B, std_B, layers_B):
    return {
        "A": _measured(Sigmoid(), width_A, std_A, layers_A),
        "B": _measured(ReLU(), width_B, std_B, layers_B),
    }


def _measured(activation, width, std, layers, draws=5, rows=20):
    """The exponent of first over last size of dZ, the mean over nets."""
    found = []
    for seed in range(draws):
        rng = np.random.default_rng([seed, width, layers])
        A, dA = rng.normal(size=(2, rows, width))
        done = []
        for _ in range(layers):
            W = rng.normal(0, std, (width, width))
            A = activation.forward(A @ W)
            slope = activation.backward(np.ones(A.shape))
            done.append((W, slope))
        sizes = []
        for W, slope in reversed(done):
            dZ = dA * slope
            sizes.append(np.sqrt((dZ**2).mean()))
            dA = dZ @ W.T
        found.append(np.log10(sizes[-1] / sizes[0]))
    return float(np.mean(found))


def judge(cases, outcomes):
    (case,), (outcome,) = cases, outcomes
    truths = case.expect[0]
    found = typed_parts(outcome, truths)
    if not found or any(
        form(name, found[name], 0.0, case) or not np.isfinite(found[name])
        for name in truths
    ):
        return None
    if any(0 < abs(x) < 1e-4 or abs(x) > 1e4 for x in found.values()):
        return Verdict(
            False,
            "One of the numbers cannot be the exponent of such a ratio.",
            "Type the exponent x alone: -3 for a ratio of 0.001.",
            "ratio-itself",
        )
    said = []
    for name, true in truths.items():
        gap = found[name] - true
        if abs(gap) > WITHIN:
            size = "large" if gap > 0 else "small"
            said.append(
                f"Net {name}: the ratio 10^{found[name]:.4g} is too {size}, "
                "by more than a factor of 3."
            )
    if not said:
        return Verdict(True)
    if len(said) == 1:
        said.append("The other net is right.")
    return Verdict(
        False,
        " ".join(said),
        "Find one layer's factor first, the root of n Var(w) E[f'(z)²]. "
        "Then count how many of them stand between the first and the last "
        "dZ.",
        "not-within-3",
    )


GRADIENT_RATIO = Exercise(
    id="6.1",
    title="Two deep nets, before they run",
    kind="predict",
    objective="6a",
    points=2,
    minutes=25,
    takes="(A, B), the exponents of the two ratios, two numbers",
    section="06-vanishing-exploding#Backward",
    draw=draw,
    truth=truth,
    close=0.1,  # to name a mistake; the judge allows a factor of 3
    judge=judge,
    mistakes=MISTAKES,
)
