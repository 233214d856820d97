"""Layers: each maps X to Y going forward, and dY to dX going backward.

dQ is the gradient of the loss with respect to Q, and has Q's shape.
"""

from .activations import (
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
    sigmoid,
    softmax,
)
from .attention import SelfAttention, attention, attention_backward
from .convolution import Conv2d
from .embedding import Embedding
from .initializers import (
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    lecun_normal,
)
from .linear import Layer, Linear, Sequential
from .normalization import LayerNorm
from .pooling import MaxPool2d
from .positions import Positions
from .recurrent import Recurrent
from .residual import Residual
from .shapes import Flatten, Reshape

__all__ = [
    "Layer",
    "Linear",
    "Sequential",
    "sigmoid",
    "softmax",
    "Sigmoid",
    "Tanh",
    "Softmax",
    "LeakyReLU",
    "ReLU",
    "Conv2d",
    "MaxPool2d",
    "Flatten",
    "Reshape",
    "Embedding",
    "Recurrent",
    "attention",
    "attention_backward",
    "SelfAttention",
    "LayerNorm",
    "Residual",
    "Positions",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "lecun_normal",
]
