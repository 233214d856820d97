"""9.7: at which sizes is a wrong layer found, and what is wrong with it?"""

from ..parts import typed_parts
from ..record import Exercise, Verdict
from .hidden_names import LEAST, NAMES, SHOWS, truth
from .hiding_mistakes import MISTAKES
from .suspect_layers import BLIND, POOL, accused, draw_keys


def draw(rng):
    return draw_keys(rng)


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
    mistakes=MISTAKES,
)
