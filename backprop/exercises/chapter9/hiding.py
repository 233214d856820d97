"""9.7: at which sizes is a wrong layer found, and what is wrong with it?"""

from ..parts import typed_parts
from ..record import Exercise, Verdict, Wrong
from .suspect_layers import BLIND, POOL, accused, draw_keys, number_of

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


def draw(rng):
    return draw_keys(rng)


def truth(**keys):
    """{"A": mistake, "A sizes": what has to change, ...}."""
    found = {}
    for letter, key in keys.items():
        found[letter] = NAMES[number_of(key)]
        found[f"{letter} sizes"] = LEAST[number_of(key)]
    return found


def judge(cases, outcomes):
    """Which parts are right; for a wrong name, what it would show."""
    expect = cases[0].expect[0]
    parts = typed_parts(outcomes[0], expect)
    if not parts:
        return None
    told = []
    for letter in [name for name in expect if len(name) == 1]:
        number = NAMES.index(expect[letter])
        told += [
            _of_name(letter, parts[letter], expect[letter]),
            _of_sizes(f"{letter} sizes", parts[f"{letter} sizes"], number),
        ]
    told = [said for said in told if said]
    if not told:
        return Verdict(True)
    return Verdict(
        False,
        " ".join(seen for _, seen, _ in told),
        " ".join(dict.fromkeys(why for _, _, why in told)),
        "+".join(dict.fromkeys(id for id, _, _ in told)),
    )


def _of_name(name, part, right):
    """(id, what is seen, why) of a name, or None where it is right."""
    if part is ... or part is None:
        return "dots", f"{name}: dots are left.", "Replace them all."
    if isinstance(part, dict):
        why = "For each suspect the name comes first, then its sizes."
        return "order", f"{name}: a dict is no name.", why
    if not isinstance(part, str):
        why = 'Names stand in quotation marks, as "written over".'
        return "no-text", f"{name} should be a text.", why
    text = " ".join(part.casefold().replace("_", " ").split())
    text = text.replace("-", " ")
    if text == right:
        return None
    if text not in SHOWS:
        why = "Take a name from the list, letter by letter."
        return "no-name", f"{name}: {text[:30]!r} is not in the list.", why
    return f"not:{text}", f"{name}: it is not {text!r}.", SHOWS[text]


def _of_sizes(name, part, number):
    """The same of sizes: is the layer accused there, and by how few?"""
    if part is ... or part is None:
        return "dots", f"{name}: dots are left.", "Replace them all."
    if not isinstance(part, dict):
        why = 'Sizes are given by name, in a dict such as {"W": 6}.'
        return "no-dict", f"{name} should be a dict.", why
    try:
        seen = accused(POOL[number], part)
    except (ValueError, TypeError) as error:
        why = "Sizes are whole numbers, and the kernel's places have to "
        why += "cover the padded image: its fails() raises the same error."
        return "no-fit", f"{name}: {error}.", why
    changed = [size for size in part if part[size] != BLIND[size]]
    if seen == "none":
        why = "Which mistake needs which size to be seen? Ask fails() with "
        why += "the same sizes: it says none here too."
        which = _listed(changed)
        return "hidden", f"{name}: with {which} changed, it still passes.", why
    if len(changed) > len(LEAST[number]):
        few = ("one size", "two sizes")[len(LEAST[number]) - 1]
        seen = f"{name}: it is accused, with {_listed(changed)} changed; "
        why = "Take your changes back one at a time. The check that says "
        why += "none without it names the size that matters."
        return "too-many", f"{seen}{few} would do.", why
    return None


def _listed(names):
    return ", ".join(names) if names else "nothing"


def _given(change):
    """The answer of one who has the truth, but for this change of it."""

    def answer(**keys):
        right = {
            name: part if isinstance(part, str) else _changed(part)
            for name, part in truth(**keys).items()
        }
        return tuple(change(right).values())

    return answer


def _changed(names):
    """Sizes of which exactly these are not those of BLIND, and that fit."""
    other = {"N": 3, "W": 6, "kw": 4, "c_in": 3, "c_out": 4, "stride": 1,
             "padding": 1}  # fmt: skip
    return {name: other[name] for name in names}


def _all_sizes(sizes):
    return lambda told: {
        name: part if isinstance(part, str) else sizes
        for name, part in told.items()
    }


def _next_names(told):
    return {
        name: NAMES[(NAMES.index(part) + 1) % len(NAMES)]
        if isinstance(part, str)
        else part
        for name, part in told.items()
    }


GENERAL = {"N": 3, "H": 5, "W": 8, "kh": 3, "kw": 4, "c_in": 3, "c_out": 4,
           "stride": 1, "padding": 1}  # fmt: skip

HIDING = Exercise(
    id="9.7",
    title="Find the size that hides it",
    kind="compute",
    objective="9g",
    points=3,
    minutes=20,
    takes="(A, A sizes, B, B sizes, C, C sizes), three texts and three dicts",
    section="09-convolution#Mistakes that train",
    draw=draw,
    truth=truth,
    judge=judge,
    insight="A check sees what its sizes let it see: N > 1, H and W, kh and "
    "kw, c_in and c_out all different, windows that overlap, and padding.",
    more="which of the eight would a test with one gray square image and a "
    "3 × 3 kernel at stride 1 have found?",
    mistakes=(
        Wrong(
            "everything-changed",
            _given(_all_sizes(GENERAL)),
            "Sizes that all differ accuse every one of them, which is what a "
            "test wants. Here the question is which size alone brings a "
            "mistake to light: take your changes back one at a time.",
            "At these sizes all three are accused, with more changed than is "
            "needed.",
        ),
        Wrong(
            "nothing-changed",
            _given(_all_sizes({})),
            "At the sizes in BLIND all three pass: one image, square, with a "
            "square kernel, one channel, no overlap, no padding. One of "
            "these has to go.",
            "The names are right. At the sizes in BLIND nothing is accused.",
        ),
        Wrong(
            "more-images-for-all",
            _given(lambda told: _all_sizes({"N": 2, "stride": 1})(told) | {
                name: NAMES[(NAMES.index(told[name]) + 2) % len(NAMES)]
                for name in "ABC"
            }),
            "Two images and overlapping windows show some mistakes and hide "
            "others. Change one size at a time, and see which of K, b and X "
            "fails.",
        ),
        Wrong(
            "two-exchanged",
            _given(lambda told: told | {"A": told["B"], "B": told["A"]}),
            "A and B have each other's name. Which of K, b and X fails in "
            "each, and at which change?",
            "The sizes are right, and so is C.",
        ),
        Wrong(
            "names-missed",
            _given(_next_names),
            "The sizes show the mistakes; the names are those of other ones. "
            "Read the list: which wrong line is seen at that size, in that "
            "array, and nowhere else?",
            "The sizes of all three are right; none of the names is.",
        ),
        Wrong(
            "none-of-them",
            _given(lambda told: told | dict.fromkeys("ABC", "none")),
            "A right layer agrees at all sizes. Yours fail where you say: "
            "each has one of the mistakes in the list.",
            "The sizes are right; the names are not.",
        ),
    ),
)  # fmt: skip
