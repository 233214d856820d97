"""The names of the suspects' mistakes, and what each would show: 11.7.

Who grades need not hand them out.
"""

from .suspect_attention import number_of

NAMES = (  # of POOL, in its order
    "mask missing", "mask after softmax", "one step too far",
    "softmax over queries", "heads mixed", "scale forgotten",
    "Q and K exchanged", "no subtraction", "scale of all",
)  # fmt: skip
_LEAK, _GRADIENT = "causal loss", "check"
SEEN = (_LEAK,) * 5 + (_GRADIENT, _GRADIENT, "check loss", "none")
SHOWS = {
    "mask missing": "Without a mask A has no 0 above its diagonal, and each "
    "row sums to 1.",
    "mask after softmax": "With the mask after the softmax, A has its zeros, "
    "and its rows sum to less than 1, but for the last.",
    "one step too far": "If each token saw the next one too, A would have "
    "numbers right above its diagonal and zeros beyond.",
    "softmax over queries": "If softmax ran over the queries, the columns of "
    "A would sum to 1, and its rows would not.",
    "heads mixed": "If heads were merged by a reshape alone, A would be as it "
    "should, zeros, rows and all, and yet the layer would leak.",
    "scale forgotten": "Without 1/√d backward, dWq and dWk would both be too "
    "large by √d = 2, dWv and dWo would be right, and nothing would leak.",
    "Q and K exchanged": "If dQ and dK were exchanged, the layer's dWq would "
    "be the dWk of a right layer. SelfAttention.from_arrays makes one with "
    "its weights.",
    "no subtraction": "If dS were A ∘ dA, the rows of dS would not sum to 0, "
    "and a constant added to all scores would seem to matter.",
    "scale of all": "With √D for √d all gradients would agree and nothing "
    "would leak: it is another layer, and a right one. Softmax of Q Kᵀ/√d, "
    "with d = 4, tells it: A would be another.",
    "none": "A right layer does what attention says. Each of the three does "
    "something else.",
}


def truth(**keys):
    """{"A": mistake, "A seen": the instruments that see it, ...}."""
    found = {}
    for letter, key in keys.items():
        found[letter] = NAMES[number_of(key)]
        found[f"{letter} seen"] = SEEN[number_of(key)]
    return found
