"""Backpropagation, small enough to print and checked at every step.

Every name below is documented where it is defined; the book's chapters
import them from here. `import backprop` loads NumPy and nothing else.
"""

from .book import running_net, running_net_in_torch
from .checking import (
    GradientCheckError,
    check_causal,
    check_direction,
    check_function,
    check_loss,
    check_mask,
    check_program,
    check_rows,
    gradient_check,
    numerical_gradient,
    relative_error,
)
from .data import (
    digits,
    letters,
    moons,
    names,
    noisy_sine,
    spirals,
    split,
    xor,
)
from .layers import (
    Conv2d,
    Flatten,
    Layer,
    LeakyReLU,
    Linear,
    MaxPool2d,
    ReLU,
    Reshape,
    Sequential,
    Sigmoid,
    Softmax,
    Tanh,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    lecun_normal,
    sigmoid,
    softmax,
)
from .losses import (
    MeanSquaredError,
    SigmoidCrossEntropy,
    SoftmaxCrossEntropy,
    l2_penalty,
)
from .mistakes import MISTAKES, Mistake
from .tape import Scalar, Tensor
from .training import SGD, History, accuracy, batches, clip_by_norm, fit

__version__ = "0.1.0"

__all__ = [
    "accuracy",
    "batches",
    "check_causal",
    "check_direction",
    "check_function",
    "check_loss",
    "check_mask",
    "check_program",
    "check_rows",
    "clip_by_norm",
    "Conv2d",
    "digits",
    "fit",
    "Flatten",
    "glorot_normal",
    "glorot_uniform",
    "gradient_check",
    "GradientCheckError",
    "he_normal",
    "he_uniform",
    "History",
    "l2_penalty",
    "Layer",
    "LeakyReLU",
    "lecun_normal",
    "letters",
    "Linear",
    "MaxPool2d",
    "MeanSquaredError",
    "Mistake",
    "MISTAKES",
    "moons",
    "names",
    "noisy_sine",
    "numerical_gradient",
    "relative_error",
    "ReLU",
    "Reshape",
    "running_net",
    "running_net_in_torch",
    "Scalar",
    "Sequential",
    "SGD",
    "Sigmoid",
    "sigmoid",
    "SigmoidCrossEntropy",
    "Softmax",
    "softmax",
    "SoftmaxCrossEntropy",
    "spirals",
    "split",
    "Tanh",
    "Tensor",
    "xor",
]
