"""Exercises, and checks that name the mistake.

from backprop.exercises import check, problem, progress

check("4.3", linear_backward) tries an answer and says what is wrong with
it; problem("4.2", seed=7) gives an exercise's numbers; progress() shows
what is passed. Needs NumPy alone.
"""

from .session import check, problem, progress

__all__ = ["check", "problem", "progress"]
