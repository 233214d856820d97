"""Exercises of chapter 3, the chain rule."""

from .arms import ARMS_MEET
from .chain_cost import CHAIN_COST
from .digits_neuron import DIGITS_NEURON
from .fork import FORK
from .kinks import KINKS
from .pencil_graph import PENCIL_GRAPH
from .shapes import SHAPES
from .sigmoid_neuron import SIGMOID_NEURON
from .step_size import STEP_SIZE

EXERCISES = (
    KINKS,
    PENCIL_GRAPH,
    FORK,
    SHAPES,
    CHAIN_COST,
    STEP_SIZE,
    SIGMOID_NEURON,
    DIGITS_NEURON,
    ARMS_MEET,
)
