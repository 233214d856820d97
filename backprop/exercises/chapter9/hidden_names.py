"""The names of the suspects' mistakes, and what each would show: 9.7.

Who grades need not hand them out.
"""

from .suspect_layers import number_of

NAMES = (  # of POOL, in its order
    "last image", "mean over images", "rows for columns", "height for width",
    "reshaped", "first channel", "written over", "cropped on one side",
)  # fmt: skip
LEAST = (  # what has to be changed for it to be seen
    ("N",), ("N",), ("W",), ("kw",), ("c_in", "c_out"), ("c_out",),
    ("stride",), ("padding",),
)  # fmt: skip
SHOWS = {
    "last image": "If dK came from the last image alone, K would fail as soon "
    "as there are two images, and b and X would agree.",
    "mean over images": "If db were divided by N, b would fail as soon as "
    "there are two images, and K and X would agree.",
    "rows for columns": "If the loop over columns of places ended with the "
    "number of rows, X would fail where there are more columns of places "
    "than rows, as with W = 6.",
    "height for width": "If the loop over the kernel's columns ended with "
    "its number of rows, X would fail where kw is larger than kh, as with "
    "kw = 4, and agree for every W with a square kernel.",
    "reshaped": "If K[u, v] were reshaped and not transposed, X would fail "
    "where both numbers of channels are above 1. With one of them 1, a row "
    "and a column have the same entries in the same order.",
    "first channel": "If dX were made of the first output channel alone, X "
    "would fail as soon as c_out is above 1, with one input channel as well.",
    "written over": "If stamps were written over each other, X would fail "
    "where windows overlap, as with stride = 1.",
    "cropped on one side": "If the padding were cut off at one side, X would "
    "fail as soon as there is padding.",
    "none": "A right layer agrees at all sizes. Each of the three fails "
    "somewhere.",
}


def truth(**keys):
    """{"A": mistake, "A sizes": what has to change, ...}."""
    found = {}
    for letter, key in keys.items():
        found[letter] = NAMES[number_of(key)]
        found[f"{letter} sizes"] = LEAST[number_of(key)]
    return found
