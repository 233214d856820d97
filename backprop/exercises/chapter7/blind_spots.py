"""7.8: a test for what one check of one step cannot see."""

import numpy as np

from ..case import case as one_case
from ..case import step as one_step
from ..record import Exercise, Verdict
from .blind_mistakes import MISTAKES
from .recipes import PARTS, Recipe

PROGRAMS = (  # (name, is it at fault?) of each of PARTS
    ("a program that does not zero its gradients", True),
    ("a right program", False),
    ("a program whose hidden outputs are divided by a mean over the rows",
     True),
    ("a right program with tanh", False),
    ("a program that keeps its first X", True),
    ("a program that adds up its bias gradients alone", True),
    ("a program that takes a mean over the rows off", True),
    ("a program whose loss counts the worst rows more", True),
    ("a right program with a leaky ReLU", False),
    ("a right program that ends in a softmax", False),
)  # fmt: skip
_TWO = (
    "The answer is one of two words. return True if the program is at fault, "
    "and return False if not: without quotation marks, and no number or "
    "array in their place."
)


def cases(rng):
    seed = int(rng.integers(1000))
    X, labels = rng.normal(size=(12, 2)), np.arange(12) % 3
    inputs = ("make", "X", "labels")
    found = []
    for k, (name, fault) in enumerate(PROGRAMS):
        make = Recipe(int(rng.integers(100, 1000)) * len(PARTS) + k, seed)
        ask = one_step("call", (make, X, labels), {"at fault": fault}, inputs)
        found.append(one_case(name, (ask,)))
    return found


def judge(cases, outcomes):
    if len(outcomes) < len(cases) or any(
        o.kind or o.changed or len(o.results) != 1 for o in outcomes
    ):
        return None
    told = [o.results[0] for o in outcomes]
    return _of_kind(cases, outcomes, told) or _of_truth(cases, told)


def _of_kind(cases, outcomes, told):
    """The Verdict on what is neither True nor False, or None."""
    odd = [k for k, x in enumerate(told) if not isinstance(x, bool)]
    if not odd:
        return None
    k, result = odd[0], told[odd[0]]
    if result is not None:
        shown = repr(result)[:40]
        seen = f"True or False is asked; yours is {shown}."
        return Verdict(False, f"{seen} (Seen with {cases[k].name}.)", _TWO,
                       "no-bool")  # fmt: skip
    if len(odd) < len(told):
        return Verdict(
            False,
            f"There is no return on one way: {cases[k].name} gets None.",
            "Where no test finds a fault, the function must still end in "
            "return False.",
            "no-return-on-one-way",
        )
    why = "A function without return gives None. End each way in a return."
    if outcomes[k].printed:
        why = "print shows the answer to you alone. return hands it over."
    return Verdict(
        False, "Your function returns nothing: there is no return.", why,
        "no-return",
    )  # fmt: skip


def _of_truth(cases, told):
    truth = [case.expect[0]["at fault"] for case in cases]
    pairs = list(zip(cases, truth, told, strict=True))
    missed = [case.name for case, fault, said in pairs if fault and not said]
    alarms = [case.name for case, fault, said in pairs if said and not fault]
    if not missed and not alarms:
        return Verdict(True)
    if all(told):
        return _told("accuses-all")
    if not any(told):
        return _told("check-alone")
    right = len(cases) - len(missed) - len(alarms)
    seen, why = [f"{right} of {len(cases)} programs are told rightly."], []
    if missed:
        seen.append(f"It misses {missed[0]}.")
        why.append(
            "Which two calls should give the same numbers for a right "
            "program, and do not for the one that is missed?"
        )
    if alarms:
        seen.append(f"It accuses {alarms[0]}.")
        why.append(
            "A right program is accused when numbers are compared exactly, "
            "which differ by rounding, or when its weights have moved."
        )
    if missed and alarms and len(missed) + len(alarms) == len(cases):
        return _told("turned-round")
    mistake = "+".join(["misses"] * bool(missed) + ["alarm"] * bool(alarms))
    return Verdict(False, " ".join(seen), " ".join(why), mistake)


def _told(id):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, wrong.symptom, wrong.cause, id)


BLIND_SPOTS = Exercise(
    id="7.8",
    title="A test for the blind spots",
    kind="build",
    objective="7d",
    points=5,
    minutes=40,
    takes="a function of (make, X, labels) that returns True or False",
    section="07-museum#What it cannot see",
    cases=cases,
    judge=judge,
    mistakes=MISTAKES,
)
