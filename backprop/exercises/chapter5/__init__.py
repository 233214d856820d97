"""Exercises of chapter 5, stochastic gradient descent."""

from .batches import BATCHES
from .bisection import BISECTION
from .bowl import BOWL
from .by_heart import BY_HEART
from .digits_project import DIGITS_PROJECT
from .early_stopping import EARLY_STOPPING
from .epochs import EPOCHS
from .momentum import MOMENTUM
from .one_step import ONE_STEP
from .own_gradients import OWN_GRADIENTS
from .parts import SPLIT
from .start_loss import START_LOSS

EXERCISES = (
    EPOCHS,
    ONE_STEP,
    BOWL,
    BISECTION,
    BATCHES,
    EARLY_STOPPING,
    MOMENTUM,
    START_LOSS,
    OWN_GRADIENTS,
    BY_HEART,
    DIGITS_PROJECT,
    SPLIT,
)
