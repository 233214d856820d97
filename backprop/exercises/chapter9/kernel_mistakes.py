"""What goes wrong with a kernel that is to find a bar: 9.8's catalogue."""

import numpy as np

from ..record import Wrong

BAR = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]])


def _trained(X, t, sign=1.0, steps=60):
    """BAR after some steps of descent, by the winner's window."""
    K, b, n = BAR / 2, 0.0, np.arange(len(X))
    seen = np.lib.stride_tricks.sliding_window_view(X, (3, 3), (1, 2))
    seen = seen.reshape(len(X), -1, 9)
    for _ in range(steps):
        won = seen[n, (seen @ K.ravel()).argmax(axis=1)]
        p = 1 / (1 + np.exp(-(won @ K.ravel() + b)))
        K = K - sign * (won.T @ (p - t)).reshape(3, 3) / len(X)
        b = b - sign * (p - t).mean()
    return K


def _thin_line(X, t):
    own = np.array([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]])
    return own, _trained(X, t)


def _owns(kernel):
    """The answer of one whose own kernel is this one."""
    return lambda X, t: (np.array(kernel, dtype=float), _trained(X, t))


def _learns(rule):
    """The answer of one whose learned kernel comes by this rule."""
    return lambda X, t: (BAR.copy(), rule(X, t))


def _from_the_data(X, t):
    K = _trained(X, t)
    return K, K


def _random(X, t):
    return np.random.default_rng(len(X)).normal(size=(3, 3))


DIGITS = "09-convolution#The digits again"
MISTAKES = (
    Wrong(
        "thin-line",
        _thin_line,
        "Your kernel wants a bar with nothing above it and nothing below. At "
        "8 × 8 pixels strokes are two pixels thick, so the row beside a bar "
        "is seldom empty. Which of the two sides is empty in a five, and in "
        "no six?",
    ),
    Wrong(
        "upside-down",
        _owns(BAR[::-1]),
        "It wants paper above and ink below, and the top of every digit "
        "has that. Turn it over: what is special about a five is the empty "
        "place below its upper bar. Ink is 1 and paper 0, so a positive "
        "weight wants ink.",
    ),
    Wrong(
        "upright",
        _owns(BAR.T),
        "It finds strokes that stand upright. Rows of the kernel are rows of "
        "the image: a bar is a row of equal weights.",
    ),
    Wrong(
        "blank",
        _owns(np.zeros((3, 3))),
        "A kernel of zeros answers 0 to every image, so every pair is a tie, "
        "and a tie counts half.",
    ),
    Wrong(
        "flat",
        _owns(np.ones((3, 3))),
        "A kernel whose entries are all the same weighs the ink of a window. "
        "To find a shape it must also dislike something: give it positive "
        "and negative entries.",
    ),
    Wrong(
        "own-too-weak",
        _owns([[0, 0, 0], [1, 1, 1], [0, 0, 0]]),
        "Print some fives, sixes and eights. Where has a five ink with empty "
        "pixels beside it, and the other two never? Positive weights want "
        "ink, negative ones want paper.",
    ),
    Wrong(
        "own-from-the-data",
        _from_the_data,
        "own is the kernel that you designed by looking: nine numbers that "
        "are the same whatever X is. What was trained is learned.",
    ),
    Wrong(
        "learned-is-own",
        _learns(lambda X, t: BAR.copy()),
        "Start the training from your own kernel if you like, and then let "
        "it go some steps. A copy or a multiple of it has learned nothing.",
        section=DIGITS,
    ),
    Wrong(
        "not-learned",
        _learns(lambda X, t: BAR + 0.1 * np.eye(3)),
        "What is learned from other digits is another kernel, if only a "
        "little. Yours does not depend on X and t.",
        section=DIGITS,
    ),
    Wrong(
        "learned-too-weak",
        _learns(_random),
        "Does its loss fall? The largest answer is to be large where t is 1. "
        "A step goes down, K -= lr * dK, and dK is the sum over the images of "
        "dz times the window that won. More steps, or a start from your own "
        "kernel, help too.",
        section=DIGITS,
    ),
    Wrong(
        "not-finite",
        _learns(lambda X, t: np.full((3, 3), np.nan)),
        "Too long a step can do that, or the exponential of a large number. "
        "A smaller learning rate is the first thing to try.",
        "A kernel holds NaN or infinity.",
        DIGITS,
    ),
)
