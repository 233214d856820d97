"""What goes wrong with a table that is looked up: 10.2's catalogue."""

import numpy as np

from ..record import Wrong
from .sections import NAMES


def _added(dY, tokens, n_tokens, counted=None):
    """dE of the places that count."""
    counted = tokens >= 0 if counted is None else counted
    dE = np.zeros((n_tokens, dY.shape[-1]))
    np.add.at(dE, tokens[counted], dY[counted])
    return dE


def _repeats_dropped(dY, tokens, n_tokens):
    dE, counted = np.zeros((n_tokens, dY.shape[-1])), tokens >= 0
    dE[tokens[counted]] += dY[counted]
    return dE


def _dropped_and_padding(dY, tokens, n_tokens):
    dE = np.zeros((n_tokens, dY.shape[-1]))
    dE[tokens] += dY
    return dE


def _padding_to_the_last(dY, tokens, n_tokens):
    return _added(dY, tokens, n_tokens, tokens >= -1)


def _padding_to_zero(dY, tokens, n_tokens):
    return _padding_to_the_last(dY, np.maximum(tokens, 0), n_tokens)


def _zero_left_out(dY, tokens, n_tokens):
    return _added(dY, tokens, n_tokens, tokens > 0)


def _uses(tokens, n_tokens):
    return np.bincount(tokens[tokens >= 0], minlength=n_tokens)[:, None]


def _mean_of_uses(dY, tokens, n_tokens):
    uses = np.maximum(_uses(tokens, n_tokens), 1)
    return _added(dY, tokens, n_tokens) / uses


def _uses_counted(dY, tokens, n_tokens):
    return _uses(tokens, n_tokens) * np.ones(dY.shape[-1])


def _over_rows(dY, tokens, n_tokens):
    return _added(dY, tokens, n_tokens) / len(tokens)


def _over_letters(dY, tokens, n_tokens):
    return _added(dY, tokens, n_tokens) / (tokens >= 0).sum()


def _first_word(dY, tokens, n_tokens):
    return _added(dY[:1], tokens[:1], n_tokens)


def _last_word(dY, tokens, n_tokens):
    return _added(dY[-1:], tokens[-1:], n_tokens)


def _used_rows_alone(dY, tokens, n_tokens):
    return _added(dY, tokens, n_tokens)[: tokens.max() + 1]


def _at_each_place(dY, tokens, n_tokens):
    return _added(dY, tokens, n_tokens)[tokens]


def _all_to_all(dY, tokens, n_tokens):
    """Each use gets the sum of all dY."""
    dE, counted = np.zeros((n_tokens, dY.shape[-1])), tokens >= 0
    np.add.at(dE, tokens[counted], dY[counted].sum(axis=0))
    return dE


def _into_dY(dY, tokens, n_tokens):
    dY[tokens < 0] = 0
    return _added(dY, tokens, n_tokens)


MISTAKES = (
    Wrong(
        "repeats-dropped",
        _repeats_dropped,
        "dE[tokens] += dY writes once into each row, however often its token "
        "stands in the list: of a letter that repeats, only the last "
        "gradient is left. np.add.at(dE, tokens, dY) adds them all.",
        "Where no letter repeats, dE is right.",
    ),
    Wrong(
        "padding-to-the-last",
        _padding_to_the_last,
        "As an index, -1 means the last row. So the gradients of the "
        "padding went to the last token. Padding has looked nothing up, and "
        "sends nothing back.",
        "Where no word is padded, dE is right. Where one is, the last row "
        "is not.",
        NAMES,
    ),
    Wrong(
        "dropped-and-padding",
        _dropped_and_padding,
        "Two mistakes at once. dE[tokens] += dY drops all but one of the "
        "gradients of a letter that repeats: np.add.at adds them. And -1 as "
        "an index means the last row, where padding has no business.",
        "Where no letter repeats and no word is padded, dE is right.",
    ),
    Wrong(
        "zero-left-out",
        _zero_left_out,
        "0 is a token like the others, the end mark, and has a row of its "
        "own. Only -1 is padding: tokens >= 0.",
        "The row of token 0 is empty.",
    ),
    Wrong(
        "padding-to-zero",
        _padding_to_zero,
        "You made zeros of the padding's -1, so that its gradients went to "
        "token 0. Padding has looked nothing up, and sends nothing back.",
        "Where no word is padded, dE is right. Where one is, the row of "
        "token 0 is not.",
        NAMES,
    ),
    Wrong(
        "mean-of-uses",
        _mean_of_uses,
        "A row that was used several times gets the sum of its gradients. "
        "You divided by the number of uses.",
    ),
    Wrong(
        "over-rows",
        _over_rows,
        "The 1/N of a mean loss is already in dY. Nothing is divided here.",
        "dE is too small by the number of words.",
    ),
    Wrong(
        "over-letters",
        _over_letters,
        "A mean over the letters belongs to the loss, and is in dY already. "
        "Nothing is divided here.",
        "dE is too small by the number of letters that count.",
    ),
    Wrong(
        "uses-counted",
        _uses_counted,
        "You counted how often each row was used. Each use brings its "
        "gradient, a row of dY, and these are added.",
    ),
    Wrong(
        "first-word",
        _first_word,
        "Every word looks up in the same table. You have the first word's "
        "share alone.",
        "With one word, dE is right.",
    ),
    Wrong(
        "last-word",
        _last_word,
        "Every word looks up in the same table. You have the last word's "
        "share alone.",
        "With one word, dE is right.",
    ),
    Wrong(
        "used-rows-alone",
        _used_rows_alone,
        "The table has n_tokens rows, also for tokens that do not occur "
        "here: their gradient is 0.",
        "dE has too few rows.",
    ),
    Wrong(
        "at-each-place",
        _at_each_place,
        "You looked dE up again, at every place. Wanted is dE itself, of "
        "the table's shape.",
        "dE has a row for each place.",
    ),
    Wrong(
        "all-to-all",
        _all_to_all,
        "Each place sends its own row of dY to its own letter. You gave "
        "every letter the sum of all.",
    ),
    Wrong(
        "into-dY",
        _into_dY,
        "dY[...] = 0 writes into the caller's array. Pick the places that "
        "count instead: dY[tokens >= 0].",
    ),
)
