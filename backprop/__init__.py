"""Backpropagation, small enough to print and checked at every step."""

__version__ = "0.1.0"
