"""Data that needs no network: made from a seed, or shipped in the wheel.

All raise TypeError or ValueError for sizes that are not whole numbers
>= 1, noise < 0, or an rng that is not a numpy.random.Generator.
"""

from importlib.resources import files

import numpy as np

from .validation import generator, paired, real, whole


def xor():
    """The four points of exclusive or: X (4, 2) and labels (4,).

    The label is 1 where exactly one of the two inputs is 1.
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([0, 1, 1, 0])


def moons(n, rng, noise=0.1):
    """Two interleaved half circles: X (2n, 2) and labels (2n,).

    `n` points in each; normal noise of that standard deviation is added.
    """
    n, noise = whole(n, "n"), real(noise, "noise", least=0.0)
    angle = generator(rng).uniform(0.0, np.pi, (2, n))
    upper = np.column_stack([np.cos(angle[0]), np.sin(angle[0])])
    lower = np.column_stack([1 - np.cos(angle[1]), 0.5 - np.sin(angle[1])])
    X = np.concatenate([upper, lower])
    return X + rng.normal(0.0, noise, X.shape), np.repeat([0, 1], n)


def spirals(n, rng, arms=3, noise=0.2):
    """Points on `arms` spirals: X (n · arms, 2) and labels.

    On each arm the radius runs from 0 to 1 over `n` points and the angle
    over 4 radians; `noise` is the angle's standard deviation.
    After the example of the cs231n notes (Karpathy, 2015).
    """
    n, arms = whole(n, "n"), whole(arms, "arms")
    noise = real(noise, "noise", least=0.0)
    generator(rng)
    radius = np.tile(np.linspace(0.0, 1.0, n), arms)
    label = np.repeat(np.arange(arms), n)
    angle = 4.0 * (label + radius) + rng.normal(0.0, noise, n * arms)
    X = radius[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return X, label


def noisy_sine(n, rng, noise=0.1):
    """A curve to fit: X (n, 1) uniform in [-1, 1], y (n, 1).

    y = sin(πx) + normal noise of that standard deviation.
    """
    n, noise = whole(n, "n"), real(noise, "noise", least=0.0)
    X = generator(rng).uniform(-1.0, 1.0, (n, 1))
    return X, np.sin(np.pi * X) + rng.normal(0.0, noise, (n, 1))


def digits(*, raw=False):
    """1,797 real handwritten digits: X (1797, 64) and labels (1797,).

    Each row is an image of 8 × 8 pixels, from 0 (paper) to 1 (ink);
    with raw=True from 0 to 16, as published.
    Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten
    Digits, UCI Machine Learning Repository, 1998, CC BY 4.0.
    """
    path = files(__package__) / "data_files" / "digits.npz"
    with path.open("rb") as file, np.load(file) as stored:
        X = stored["images"].astype(np.float64)
        labels = stored["labels"].astype(np.intp)
    return (X if raw else X / 16.0), labels


def names():
    """5,163 first names of the United States, as a list of strings.

    In alphabetical order, each of 2 to 11 letters from a to z.
    Source: United States Census Bureau, Frequently Occurring Names in the
    U.S., 1990, public domain.
    """
    path = files(__package__) / "data_files" / "names.txt"
    return path.read_text(encoding="ascii").split()


def letters(names):
    """What comes next in each name: X (N, T) and labels (N, T).

    Tokens: 0 marks the start and the end, a is 1, ..., z is 26. A row of X
    is 0 and the name, its row of labels the name and 0; behind them stands
    -1, up to T = 1 + the length of the longest name.
    Raises TypeError for what is no list of strings, ValueError for an empty
    list or name, and for any character but a to z.
    """
    if isinstance(names, np.ndarray):
        names = names.tolist()
    if not isinstance(names, (list, tuple)):
        raise TypeError(
            f"letters expects a list of names, got {type(names).__name__}"
        )
    if not names:
        raise ValueError("letters expects at least one name, got none")
    for name in names:
        if not isinstance(name, str):
            raise TypeError(
                "letters expects names that are strings, got "
                f"{name!r} ({type(name).__name__})"
            )
        if not (name.isascii() and name.isalpha() and name.islower()):
            raise ValueError(
                "letters expects names of one or more letters from a to z, "
                f"got {name!r}"
            )
    T = 1 + max(map(len, names))
    X, labels = np.full((2, len(names), T), -1, np.intp)
    X[:, 0] = 0
    for n, name in enumerate(names):
        tokens = [ord(letter) - ord("a") + 1 for letter in name]
        X[n, 1 : 1 + len(name)] = tokens
        labels[n, : 1 + len(name)] = [*tokens, 0]
    return X, labels


def split(X, targets, n_test, rng):
    """Deal rows at random: (X_train, t_train, X_test, t_test).

    `n_test` rows go to the test part, the others to the training part.
    Raises ValueError when fewer than one row would be left to train on.
    """
    X, targets = paired(X, targets)
    n_test = whole(n_test, "n_test")
    if n_test >= len(X):
        raise ValueError(
            f"n_test must leave a row to train on: expected less than "
            f"{len(X)}, got {n_test}"
        )
    order = generator(rng).permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], targets[train], X[test], targets[test]
