"""Two calls that are asked the same, and answer differently."""

import numpy as np

from .inputs import same as equal
from .known import same
from .patterns import Pattern, left_over


def called_twice(cases, outcomes, findings):
    """The Pattern, if even the first of two such calls is wrong; or None.

    findings: {case name: {result name: Finding or None}}. Sums over the
    calls have a Finding of their own.
    """
    for case, outcome in zip(cases, outcomes, strict=True):
        told = [f for f in findings[case.name].values() if f]
        if any(finding.name == "added-up" for finding in told):
            return None
        for k in range(1, len(case.steps)):
            first, second = case.steps[k - 1 : k + 1]
            if (first.do, first.of) != (second.do, second.of):
                continue
            if not equal(first.args, second.args) or not case.expect[k]:
                continue
            if any(isinstance(arg, np.random.Generator) for arg in first.args):
                continue  # it goes on from call to call
            right = [tuple(e.values()) for e in case.expect[k - 1 : k + 1]]
            if not equal(*right):
                continue  # the second is to be another
            name = next(iter(case.expect[k - 1]), "")
            made = outcome.results[k - 1 : k + 1]
            if findings[case.name].get(name) and not same(*made, case):
                return Pattern(
                    "Two calls with the same arguments give different "
                    "results.",
                    left_over(case),
                    "left-over",
                )
    return None
