"""A slider for the baseline of two arms: the mean stays, the spread moves."""

from ..book.pictures import two_arms
from .figure import live_figure


def live_baseline(start=0.0):
    """Show the two estimates of a bandit's slope, and move the baseline b.

    θ = ln 3, so π = (3/4, 1/4); the rewards are (4, 8), and J = π · r. Arm
    a is drawn with probability π(a), and its estimate of dJ/dθ is

        (r_a − b) d log π(a) / dθ,  with d log π / dθ = (1/4, −3/4)

    Each estimate is drawn as wide as its arm is probable. Their mean is
    −3/4 for every b, and their variance is 3/16 (b − 7)².

    start: b to begin with, and in print: a half or whole number, 0 to 10.
    In Jupyter the slider is a widget; in the book the page computes.

    Raises ValueError for another start, and TypeError for no number.
    Derived in chapter 12.
    """
    live_figure(two_arms, model=True, baseline_b=(0, 10, 0.5, start))
