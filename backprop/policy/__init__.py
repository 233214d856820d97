"""Decisions: a pole to balance, episodes, and what an action is worth.

All raise TypeError for entries that are not numbers, and ValueError for
shapes that do not fit.
"""

from .episodes import Episodes, play
from .poles import Poles
from .returns import mean_of_others, returns_to_go

__all__ = ["Episodes", "mean_of_others", "play", "Poles", "returns_to_go"]
