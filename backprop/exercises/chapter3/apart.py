"""Numbers so drawn that no two answers to look for coincide."""

import itertools

import numpy as np


def apart(answers, close):
    """Do every two of these rows of numbers differ by more than that?"""
    return all(
        np.abs(np.subtract(a, b)).max() > 2 * close
        for a, b in itertools.combinations(answers, 2)
    )
