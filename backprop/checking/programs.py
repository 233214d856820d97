"""Whole programs: the gradient that a step really used.

A layer may be right and the program around it wrong: a forgotten array, a
factor in the loss, an update in the wrong order. This asks the program
itself, whatever it is made of.
"""

import numpy as np

from ..validation import generator, real
from .compare import accuse
from .memory import momentum, piles_up, proportional
from .preparing import drawn_from
from .sizes import sizes_of_arrays
from .stepping import Program
from .tries import SINGLE, first, tries
from .updates import recognised, resolve

PILES = (
    "a second step from the same parameters changes them by twice as much, a "
    "third by three times: gradients pile up from step to step (set them to "
    "0 in step()), or the learning rate grows (check with a constant one)"
)
AVERAGES = (
    "the update approaches the gradient as step() is repeated: momentum {} "
    "that averages, or a gradient too small by that factor; check with plain "
    "descent"
)
CARRIES = (
    "a second step from the same parameters and data changes them otherwise: "
    "step() carries something on, an optimizer's memory or the next batch; "
    "check plain descent on one fixed batch, or a fresh optimizer"
)
DRAWS = (
    "step() draws random numbers, and its change depends on them: loss() "
    "must see the same batch and the same mask; fix both"
)


def check_program(loss, step, params, lr, *, h=None, tolerance=None,
                  entries=None, rng=None):  # fmt: skip
    """Check the gradient that one step of a program uses.

    loss() returns a number; step() changes the parameters once, in place or
    by new arrays. params is a dict of arrays, a list of them (also one in
    the other), or a function that returns either, for arrays that the check
    cannot follow. Each array's (before - after) / lr is compared with
    central differences of loss(). Every call starts from the same state:
    arrays, global names, objects, an optimizer's memory and random numbers
    are put back, as far as loss and step reach them; step() is called three
    to ten times.

    Verdicts as in gradient_check. Where momentum carries on, the gradient
    is read from two steps; clipped entry by entry, it agrees, and the report
    says so. Of an update clipped by its norm only the direction is left,
    and only the signs of Adam's first step: unresolved, with what to do.

    h and tolerance are 1e-5 and 1e-7; where a parameter is float32, what
    float32 can show: an h of about 1e-3, and 1e-2. Derived in chapter 7.
    Returns a Report; raises GradientCheckError when an array is wrong,
    ValueError or TypeError for what is no program: a loss that changes from
    call to call, a step that changes nothing.
    """
    lr = real(lr, "lr", above=0.0)
    rng = rng and drawn_from(generator(rng))
    program = Program(loss, step, params)
    try:
        program.settle()
        steps = program.steps(2)
        program.same_again(steps[0])
        single = program.single
        dtype = np.float32 if single else np.float64
        usual = SINGLE if single else ((1e-5, 1e-7),)
        known = program.known(steps, lr)

        def report_on(claims, known=known):
            return first(
                tries(h, tolerance, usual),
                lambda: np.array([program.value()], dtype), program.live,
                claims, sizes=sizes_of_arrays(program.live), known_to=known,
                entries=entries, rng=rng,
            )  # fmt: skip

        report = _told(program, steps, lr, known, report_on)
    finally:
        program.put_back()
    if single:
        report.notes.append("float32: compared as far as it can show")
    if program.pinned:
        report.notes.append(
            "loss() draws random numbers: here every call starts from the same"
        )
    return accuse(report)


def _told(program, steps, lr, known, report_on):
    """The report, once what is no plain step is named."""
    us = program.updates(steps, lr)
    report = recognised(report_on(us[0]), program.kept, known)
    if not _bad(report):
        if piles_up(us, known) and all(
            v.verdict in ("agrees", "zero") for v in report.values()
        ):
            us = program.updates(program.steps(3), lr)
            if piles_up(us, known):
                resolve(report, dict.fromkeys(report, "unresolved"), PILES)
        return report
    us = program.updates(program.steps(4), lr)
    read = momentum(us, known)
    if read:
        return _momentum(program, *read, known, report_on)
    if not proportional(us[:2], known):
        resolve(report, dict.fromkeys(_bad(report), "unresolved"),
                DRAWS if program.drew else CARRIES)  # fmt: skip
    return report


def _momentum(program, gradient, mus, known, report_on):
    """The report on a gradient that was read from two steps."""
    loose = {n: 4 * k for n, k in known.items()}
    said = ", ".join(sorted({f"{mu:g}" for mu in mus.values()}))
    report = recognised(report_on(gradient, loose), program.kept, loose)
    seen = f"step() has a momentum of {said}: the gradient was read from "
    report.notes.append(f"{seen}two steps")
    if not _bad(report):
        return report
    limit = {n: g / (1 - mus.get(n, 0.0)) for n, g in gradient.items()}
    wide = {n: k / (1 - mus.get(n, 0.0)) for n, k in loose.items()}
    averaged = recognised(report_on(limit, wide), program.kept, wide)
    averaged.notes.append(f"{seen}where the steps lead")
    if _bad(averaged):
        fewer = len(_bad(averaged)) < len(_bad(report))
        return averaged if fewer else report
    open_ = [n for n in mus if averaged[n].verdict in ("agrees", "zero")]
    return resolve(
        averaged, dict.fromkeys(open_, "unresolved"), AVERAGES.format(said)
    )


def _bad(report):
    return [n for n, v in report.items() if v.verdict == "wrong"]
