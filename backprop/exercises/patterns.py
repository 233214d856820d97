"""Which results fail, in which cases: the pattern often names the mistake."""

from dataclasses import dataclass

from .case import AGAIN


@dataclass(frozen=True)
class Pattern:
    """What the pattern adds; name is "" where the finding names it."""

    symptom: str = ""
    cause: str = ""
    name: str = ""
    says_where: bool = False


def pattern(findings, cases):
    """The Pattern of {case name: {result name: Finding or None}}."""
    good = {
        name: [n for n, f in found.items() if not f]
        for name, found in findings.items()
    }
    bad = {
        name: [n for n, f in found.items() if f]
        for name, found in findings.items()
    }
    whole = [case for case in cases if not bad[case.name]]
    rows = {case.name: _rows(case) for case in cases}
    if (
        whole
        and all(rows[case.name] == 1 for case in whole)
        and all(rows[n] and rows[n] > 1 for n in bad if bad[n])
    ):
        return Pattern(
            "With one row all is right; with more it is not.",
            "Something is done once that each row needs, or the rows are "
            "not kept apart, or not added up.",
            "batch-only",
            True,
        )
    if all(name.endswith(AGAIN) for name in bad if bad[name]):
        return Pattern(
            "All is right but a later call with the sizes of an earlier one "
            "and other numbers.",
            "Something is remembered from the earlier call. Make everything "
            "anew inside the function.",
            "stale",
            True,
        )
    first = next(name for name in bad if bad[name])
    if all("of a second" in name for name in bad[first]):
        again = cases[0].steps[-1].do
        return Pattern(
            f"The first {again} is right; the second is not.",
            left_over(cases[0]),
        )
    if len(good[first]) + len(bad[first]) > 4:
        return _many(good[first], bad[first])
    if good[first]:
        wrong, right = _list(bad[first]), _list(good[first])
        return Pattern(
            f"{right} {_be(good[first])} right; {wrong} {_be(bad[first])} not."
        )
    return Pattern()


def left_over(case):
    """Why a second call may give something else, of a function or method."""
    if case.steps[0].do != "new":
        return (
            "Something is left over from an earlier call, perhaps one of an "
            "earlier check. Make it anew inside the function."
        )
    again = case.steps[-1].do
    return (
        f"The first {again} has changed what the second one reads. Leave "
        "what is stored as it was: put what you make of it into a variable "
        "of its own, without self."
    )


def _many(good, bad):
    """Of many results: the shorter list of the two, or their number."""
    if len(bad) < 3 and good:
        return Pattern(f"All but {_list(bad)} {_be(good)} right.")
    if not good or len(good) < 3:
        none = "None is right." if not good else ""
        return Pattern(none or f"Only {_list(good)} {_be(good)} right.")
    return Pattern(f"{len(good)} of {len(good) + len(bad)} are right.")


def _rows(case):
    """The number of rows of a case, if its sizes tell."""
    return next((n for k, n in case.sizes.items() if "row" in k), None)


def _list(names):
    names = [f"“{name}”" if " " in name else name for name in names]
    return (
        names[0]
        if len(names) == 1
        else (", ".join(names[:-1]) + " and " + names[-1])
    )


def _be(names):
    return "is" if len(names) == 1 else "are"
