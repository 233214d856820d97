"""4.7: what a backward pass costs, and what it has to remember."""

from ..pools.counts import PASS_COST
from ..record import Exercise, Wrong


def draw(rng):
    """A batch and three layers' widths, all different."""
    widths = rng.choice([3, 4, 5, 6, 7, 8, 9], size=4, replace=False)
    N = int(rng.choice([10, 20, 30, 50]))
    return {"N": N, "widths": tuple(int(n) for n in widths)}


def _products(widths):
    return sum(a * b for a, b in zip(widths, widths[1:], strict=False))


def truth(N, widths):
    forward = _products(widths)
    return {
        "forward": forward,
        "backward": 2 * forward,
        "without the first dX": 2 * forward - widths[0] * widths[1],
        "remembered": N * sum(widths[:3]),  # X, A1, A2
    }


def _right(N, widths):
    return list(truth(N, widths).values())


def _same_back(N, widths):
    f, _, _, m = _right(N, widths)
    return f, f, f - widths[0] * widths[1], m


def _spares_weights(N, widths):
    f, b, _, m = _right(N, widths)
    return f, b, b - 2 * widths[0] * widths[1], m


def _one_row(N, widths):
    f, b, w, m = _right(N, widths)
    return f, b, w, m // N


def _with_output(N, widths):
    f, b, w, m = _right(N, widths)
    return f, b, w, m + N * widths[3]


def _with_biases(N, widths):
    f, b, w, m = _right(N, widths)
    n = sum(widths[1:])
    return f + n, b + 2 * n, w + 2 * n, m


COST = Exercise(
    id="4.7",
    title="What it costs, what it keeps",
    kind="compute",
    objective="4e",
    points=2,
    minutes=8,
    takes="four whole numbers: forward, backward, without the first dX, "
    "remembered",
    section="04-backward-pass#What it costs",
    draw=draw,
    truth=truth,
    chain=PASS_COST,
    close=0.1,
    mistakes=(
        Wrong(
            "same-back",
            _same_back,
            "On the way back each linear layer has two matrix products: one "
            "for dW and one for dX, each as large as the one forward.",
            "The products of the way back are half of what they should be.",
        ),
        Wrong(
            "spares-weights",
            _spares_weights,
            "The first layer spares its dX only. Its dW is what the whole "
            "pass is made for.",
            "Only the third is wrong: it is too small.",
        ),
        Wrong(
            "one-row",
            _one_row,
            "Each row of the batch is remembered: its dW is made of X and dY "
            "of all rows.",
            "Only the fourth is wrong: it is that of one row.",
            "04-backward-pass#What must be remembered",
        ),
        Wrong(
            "output-remembered",
            _with_output,
            "Counted are the inputs of the three linear layers. The logits "
            "and the probabilities are kept by the loss, if at all.",
            "Only the fourth is wrong: it is too large.",
            "04-backward-pass#What must be remembered",
        ),
        Wrong(
            "biases-counted",
            _with_biases,
            "A bias is added: it costs no product, forward or back.",
            "The fourth is right; the other three are too large.",
        ),
    ),
)
