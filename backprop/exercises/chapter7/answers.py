"""What is said of an answer about suspects, part by part."""

from ...checking.relations import agrees
from ..parts import typed_parts
from ..record import Verdict
from .names import CANDIDATES

EVERY = ("w1", "b1", "w2", "b2")
CURES = ("rate", "start", "inputs")
WITHIN = {"factor": 6e-3, "slope": 6e-3, "alone": 1e-3}  # of its size
_COUNTED = (
    "An array counts where the report says wrong. One that agrees does not, "
    "nor does one that is unresolved."
)
_AT = {  # how to get a number, by the last word of its name
    "factor": "It is the program's number over the slope, for a bias: the "
    "penalty has its share in the weights. Ask .factor of b2, right after "
    ".fails().",
    "slope": "It is the second of the two numbers that .bend gives at the "
    "suspect's own x, with its sign and three decimals.",
    "alone": "It is the mean, over all rows, of the objective of one row, "
    "the penalty included. X[[n]] and labels[[n]] are row n. Use a new "
    "object.",
}


def judge(cases, outcomes):
    """Which parts are right; for a wrong name, what it would show."""
    truth = cases[0].expect[0]
    found = typed_parts(outcomes[0], truth)
    if not found:
        return None
    told = [_said_of(n, part, truth[n]) for n, part in found.items()]
    told = [said for said in told if said]
    if not told:
        return Verdict(True)
    return Verdict(
        False,
        " ".join(seen for _, seen, _ in told),
        " ".join(dict.fromkeys(why for _, _, why in told)),
        "+".join(dict.fromkeys(id for id, _, _ in told)),
    )


def _said_of(name, part, right):
    """(id, what is seen, why) of one part, or None where it is right."""
    if part is ... or part is None:
        said = "Replace them all, and run the cell again."
        return "dots", f"{name}: dots are left.", said
    if not isinstance(right, str):
        return _number(name, part, right)
    text = text_of(part)
    if text is None:
        said = 'Texts stand in quotation marks, as "none" or "W1 b1".'
        return "no-text", f"{name} should be a text.", said
    if name == "cure":
        return _cure(text, right)
    return (
        _name(name, text, right)
        if len(name) == 1
        else (_list(name, text, text_of(right)))
    )


def text_of(part):
    """The part as one text in small letters; of a list, its texts."""
    if isinstance(part, tuple) and all(isinstance(x, str) for x in part):
        part = " ".join(part)
    if not isinstance(part, str):
        return None
    for sign in ",;_-":
        part = part.replace(sign, " ")
    return " ".join(part.casefold().split())


def _name(name, text, right):
    if text == right:
        return None
    if text not in CANDIDATES:
        if text and set(text.split()) <= {*EVERY, "all"}:
            said = "The name comes first, then the list, for each suspect."
            return "order", f"{name}: {text!r} is a list, not a name.", said
        return (
            "not-in-table",
            f"{name}: {text[:30]!r} is not one of the names.",
            "Take a name from the table, letter by letter.",
        )
    return f"not:{text}", f"{name}: it is not {text!r}.", CANDIDATES[text]


def _cure(text, right):
    if text == right:
        return None
    if text not in CURES:
        said = 'Write "rate", "start" or "inputs".'
        return "no-cure", f"cure: {text[:20]!r} is none of the three.", said
    return (
        "another-cure",
        f"The cure is not {text!r}.",
        "Try each of the three changes alone, on a new object, and train "
        "again.",
    )


def _list(name, text, right):
    found = set((" ".join(EVERY) if text == "all" else text).split())
    right = set(right.split())
    if found == right:
        return None
    if (
        not found <= {*EVERY, "none"}
        or not found
        or len(found) > 1
        and ("none" in found)
    ):
        return (
            "no-list",
            f"{name}: {text[:20]!r} is no list of parameters.",
            'Write names with spaces between, as "W1 b1", or "none".',
        )
    seen = f"{name}: {text.replace('w', 'W')!r} is not what the check reports."
    if found == {x for x in right if x[0] == "w"}:
        why = (
            "A layer's bias is a parameter too, with a line of its own in "
            "the report."
        )
        return "biases-left-out", seen, why
    if {x[1] for x in found} == {x[1] for x in right} or found == {"none"}:
        return "not-reported", seen, _COUNTED
    return (
        "not-reported",
        seen,
        _COUNTED + " W1 and b1 belong to the hidden layer, the report's 0.W "
        "and 0.b; W2 and b2 to the last, its 2.W and 2.b.",
    )


def _number(name, part, right):
    """A factor, a slope or a mean: a number, to three digits."""
    if isinstance(part, bool) or not isinstance(part, int | float):
        said = "A number is typed in without quotation marks: 2.0."
        return "no-number", f"{name} should be a number.", said
    kind = name.split()[-1]
    if agrees(part, right, WITHIN[kind]):
        return None
    why = _AT[kind]
    for id, other, words in (
        ("sign", -right, "has the wrong sign"),
        ("inverted", 1 / right, "is upside down"),
        ("one-more", right + 1, "is 1 too large"),
        ("one-less", right - 1, "is 1 too small"),
    ):
        if agrees(part, other, WITHIN[kind]):
            return id, f"{name} {words}.", why
    return "another-number", f"{name} is not {part:.6g}.", why
