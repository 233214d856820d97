"""What is measured beside the loss, and not differentiated."""

import numpy as np

from ..labels import counting
from ..validation import finite, float_array, whole_numbers


def accuracy(logits, labels):
    """The share of rows whose largest logit stands at the label.

    Shapes: logits (N, K), labels (N,), whole numbers from 0 to K-1; or
    (N, ..., K) and (N, ...). A row with the label -1 is not counted.
    Raises ValueError or TypeError for others, and where no row counts.
    """
    logits = finite(float_array(logits, "accuracy's logits"), "the logits")
    labels = whole_numbers(labels, "accuracy's labels")
    if logits.ndim < 2 or labels.shape != logits.shape[:-1] or not logits.size:
        raise ValueError(
            "accuracy expects logits of shape (N, K) and labels of shape "
            "(N,), or (N, ..., K) and labels of shape (N, ...), N >= 1, got "
            f"{logits.shape} and {labels.shape}"
        )
    counted = counting(labels, logits.shape[-1], "accuracy")
    return float(np.mean((logits.argmax(axis=-1) == labels)[counted]))
