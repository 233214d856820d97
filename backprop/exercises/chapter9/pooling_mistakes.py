"""What goes wrong on the way back through a pool: the catalogue of 9.6."""

import numpy as np

from ..record import Wrong
from .wrong_pools import (
    all_that_tie,
    back,
    by_columns,
    corner_kept,
    every,
    first,
    into_X,
    last,
    of_one_channel,
    of_one_image,
    one_channel,
    pooled_with,
    return_inside,
    started_from,
    whole_numbers,
    whole_window_over,
)

TIE = (
    "One winner is asked, the first row by row: window.argmax() finds it. "
    "In blank patches every pixel ties, and this would multiply the blame."
)
MISTAKES = (
    Wrong(
        "all-that-tie",
        all_that_tie,
        f"window == window.max() is true for all that tie, and each of them "
        f"gets the whole dY. {TIE}",
        "Where entries of a window tie, dX adds up to too much.",
    ),
    Wrong(
        "written-over",
        pooled_with(add=False),
        "A pixel can win several windows, where these overlap. Each of them "
        "passes its dY to it: += adds, = writes over.",
        "Where windows overlap, dX adds up to too little.",
        "09-convolution#The stamp",
    ),
    Wrong(
        "window-written-over",
        whole_window_over,
        "Two mistakes at once. All that tie get the whole dY, where one "
        "winner is asked. And where windows overlap, = writes over what was "
        "there, zeros of losers included: += adds.",
        section="09-convolution#The stamp",
    ),
    Wrong(
        "shared-among-ties",
        pooled_with(won=lambda w: every(w) / every(w).sum()),
        "You share dY among all that tie. That is a choice one can make, and "
        "not the one asked here: the first of the largest gets it all.",
        "Where no entries tie, dX is right.",
    ),
    Wrong(
        "last-of-the-ties",
        pooled_with(won=last),
        "Among entries that tie the first wins, row by row. Yours is the "
        "last: >= in place of >, or [-1] in place of [0].",
        "Where no entries tie, dX is right.",
    ),
    Wrong(
        "first-by-columns",
        pooled_with(won=by_columns),
        "Among entries that tie the first wins, row by row. Yours is the "
        "first column by column.",
        "Where no entries tie, dX is right.",
    ),
    Wrong(
        "everyone-gets-it",
        pooled_with(won=np.ones_like),
        "Every pixel of the window gets dY, whether it was the largest or "
        "not. A loser can move a little, and Y stays: its slope is 0.",
    ),
    Wrong(
        "mean-of-the-window",
        pooled_with(won=lambda w: np.ones_like(w) / w.size),
        "That is the way back through a pool of means. Of a maximum, only "
        "the winner gets anything.",
    ),
    Wrong(
        "winner-divided",
        pooled_with(won=lambda w: first(w) / w.size),
        "The winner gets all of dY. A mean would divide it by the size of the "
        "window; a maximum does not.",
        "dX is right, but for a division by the size of the window.",
    ),
    Wrong(
        "smallest-wins",
        pooled_with(won=lambda w: first(-w)),
        "The winner is the largest entry: argmax, not argmin.",
    ),
    Wrong(
        "largest-absolute",
        pooled_with(won=lambda w: first(np.abs(w))),
        "The largest entry wins, not the one farthest from 0: -3 is smaller "
        "than 1.",
    ),
    Wrong(
        "gated-by-sign",
        pooled_with(won=lambda w: first(w) * (w.max() > 0)),
        "A pool passes dY to its winner, whatever the winner's sign. A gate "
        "at 0 belongs to ReLU.",
        "Where the largest entry is not above 0, dX lacks its dY.",
    ),
    Wrong(
        "negatives-as-zeros",
        pooled_with(won=lambda w: first(np.maximum(w, 0))),
        "In a window without a positive entry you let the first of all win. "
        "The largest wins, also below 0: start from the first entry, or from "
        "-inf, and not from 0.",
    ),
    Wrong(
        "times-the-value",
        pooled_with(won=lambda w: first(w) * w.max()),
        "The slope of a maximum by its winner is 1: Y moves as the winner "
        "does. Its value is no factor.",
    ),
    Wrong(
        "without-blame",
        lambda dY, X, size, stride: back(np.ones_like(dY), X, size, stride),
        "Each window passes on its dY, not 1. Yours counts how many windows "
        "a pixel has won.",
    ),
    Wrong(
        "stride-forgotten",
        pooled_with(start=lambda i, j, s, size: (i, j)),
        "The window of place (i, j) begins at row stride · i and column "
        "stride · j. Yours moves by one.",
    ),
    Wrong(
        "over-all-channels",
        one_channel,
        "Each channel has its own winner. You look for the largest over all "
        "channels together.",
    ),
    Wrong(
        "first-image-alone",
        of_one_image,
        "Every image has its windows. In yours the first image alone gets "
        "its blame.",
        "With one image, dX is right.",
    ),
    Wrong(
        "first-channel-alone",
        of_one_channel,
        "Every channel has its windows. In yours the first channel alone gets "
        "its blame.",
    ),
    Wrong(
        "return-inside-the-loop",
        return_inside,
        "dX holds the blame of the first place alone: does `return` stand "
        "inside the loop?",
    ),
    Wrong(
        "place-in-the-window",
        corner_kept,
        "argmax counts inside the window. In the image the winner stands "
        "stride · i rows and stride · j columns farther.",
    ),
    Wrong(
        "started-from-X",
        started_from(lambda X: X),
        "dX begins as an array of zeros: np.zeros(X.shape). Yours begins as a "
        "copy of X.",
    ),
    Wrong(
        "started-from-ones",
        started_from(np.ones_like),
        "dX begins as an array of zeros: np.zeros(X.shape). Yours begins "
        "with ones.",
        "Every entry of dX is 1 too large.",
    ),
    Wrong(
        "whole-numbers",
        whole_numbers,
        "Your dX holds whole numbers, so what is added loses its decimals. "
        "np.zeros(X.shape) makes an array of floats.",
        "Every entry of dX is a whole number.",
    ),
    Wrong(
        "written-into-X",
        into_X,
        "dX = X makes a second name for the caller's array, and += writes "
        "into that. Begin with np.zeros(X.shape).",
        "X is changed by the call.",
    ),
)
