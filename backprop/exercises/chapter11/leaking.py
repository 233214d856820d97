"""11.7: what is wrong with a layer, and which instrument sees it?"""

from ..parts import typed_parts
from ..record import Exercise, Verdict
from .leak_mistakes import MISTAKES
from .leak_names import SHOWS, truth
from .sections import INSTRUMENTS
from .suspect_attention import draw_keys

TOOLS = ("check", "causal", "loss")
CALLED = {"check_causal": "causal", "gradient_check": "check"}
ASK = {
    "check": "An instrument sees a mistake if it says anything but none. "
    "check() compares backward with forward: a layer that computes the wrong "
    "thing, and blames rightly for it, passes.",
    "causal": "causal() looks at forward alone: does an output move when a "
    "later input does? It says nothing of gradients.",
    "loss": 'loss() sees a mistake if it does not say "as chance". On random '
    "letters less than ln 5 is as suspicious as a loss that is not finite.",
}


def draw(rng):
    return draw_keys(rng)


def judge(cases, outcomes):
    """Which parts are right; for a wrong name, what it would show."""
    expect = cases[0].expect[0]
    parts = typed_parts(outcomes[0], expect)
    if not parts:
        return None
    told = [
        (_of_name if len(name) == 1 else _of_seen)(name, part, expect[name])
        for name, part in parts.items()
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


def _text(part):
    """In small letters, single spaces; of a tuple of texts, all of them."""
    if isinstance(part, tuple) and all(isinstance(x, str) for x in part):
        part = " ".join(part)
    if not isinstance(part, str):
        return None
    for called, tool in CALLED.items():
        part = part.replace(called, tool)
    for sign in "_-,;+":
        part = part.replace(sign, " ")
    return " ".join(part.casefold().split())


def _of_name(name, part, right):
    """(id, what is seen, why) of a name, or None where it is right."""
    if part is ... or part is None:
        return "dots", f"{name}: dots are left.", "Replace them all."
    text = _text(part)
    if text is None:
        why = 'Names stand in quotation marks, as "heads mixed".'
        return "no-text", f"{name} should be a text.", why
    if text == right.casefold():
        return None
    if text and {*text.split()} <= {*TOOLS, "none"} and text != "none":
        why = "For each suspect the name comes first, then who sees it."
        return "order", f"{name}: {text!r} is no name of a mistake.", why
    known = {shown.casefold(): shown for shown in SHOWS}
    if text not in known:
        why = "Take a name from the list, letter by letter."
        return "no-name", f"{name}: {text[:30]!r} is not in the list.", why
    shown = known[text]
    return f"not:{text}", f"{name}: it is not {shown!r}.", SHOWS[shown]


def _of_seen(name, part, right):
    """The same of the instruments that see it."""
    if part is ... or part is None:
        return "dots", f"{name}: dots are left.", "Replace them all."
    text = _text(part)
    if text is None:
        why = 'Write their names with spaces between, as "check loss", or '
        why += '"none".'
        return "no-text", f"{name} should be a text.", why
    mine, sees = {*text.split()}, {*right.split()} - {"none"}
    if not mine or not mine <= {*TOOLS, "none"} or mine > {"none"}:
        why = 'Instruments are "check", "causal" and "loss", with spaces '
        why += 'between; or "none".'
        return "no-tool", f"{name}: {text[:30]!r} is no list of them.", why
    mine -= {"none"}
    odd = [tool for tool in TOOLS if (tool in mine) != (tool in sees)]
    if not odd:
        return None
    shown = text if mine else "none"
    return (
        "not-seen",
        f"{name}: {shown!r} is not what the three instruments say.",
        " ".join(ASK[tool] for tool in odd),
    )


LEAKING = Exercise(
    id="11.7",
    title="Which instrument sees it",
    kind="compute",
    objective="11f",
    points=4,
    minutes=28,
    takes="(A, A seen, B, B seen, C, C seen), six texts",
    section=INSTRUMENTS,
    draw=draw,
    truth=truth,
    judge=judge,
    insight="A gradient check asks whether the blame fits the function, and "
    "never whether the function is the one you meant.",
    more="one of the nine is seen by none of the three. What would have to "
    "be compared to see it?",
    mistakes=MISTAKES,
)
