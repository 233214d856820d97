"""Exercises, and checks that name the mistake.

from backprop.exercises import check, failing, problem, progress

check("4.3", linear_backward) tries an answer and says what is wrong with
it; problem("4.2", seed=7) gives an exercise's numbers; failing("4.6") gives
the case that fails; progress() shows
what is passed. Needs NumPy alone.
"""

from .session import check, failing, problem, progress

__all__ = ["check", "failing", "problem", "progress"]
