"""Exercises of chapter 5, stochastic gradient descent."""

from .batches import BATCHES
from .bisection import BISECTION
from .bowl import BOWL
from .digits_project import DIGITS_PROJECT
from .early_stopping import EARLY_STOPPING
from .epochs import EPOCHS
from .momentum import MOMENTUM
from .one_step import ONE_STEP

EXERCISES = (
    EPOCHS,
    ONE_STEP,
    BOWL,
    BISECTION,
    BATCHES,
    EARLY_STOPPING,
    MOMENTUM,
    DIGITS_PROJECT,
)
