"""What one case says by chance, as other cases show.

A number equals another, or a ratio of two sizes, easily. It means something
if it does so wherever the answer is wrong.
"""

from dataclasses import replace
from fractions import Fraction

import numpy as np


def without_chance(findings, case, cases):
    """The case without what it found by chance, or None if it found none."""
    if _another_known(findings, case, cases):
        return replace(case, others={})
    if _a_size(findings, case, cases):
        return replace(case, sizes={})
    return None


def _another_known(findings, case, cases):
    """Is one number another known one in this case, and not in each?"""
    for name, finding in findings[case.name].items():
        if not finding or not finding.name.startswith("other:"):
            continue
        known = finding.name.removeprefix("other:")
        told = [findings[c.name].get(name) for c in cases if known in c.others]
        if np.size(case.others[known]) == 1 and any(
            other and other.name != finding.name for other in told
        ):
            return True
    return False


def _a_size(findings, case, cases):
    """Is it times a size, or a ratio of two, in this case and not in each?"""
    for name, finding in findings[case.name].items():
        if not finding or not finding.name.startswith("factor:"):
            continue
        for other in cases:
            found = findings[other.name].get(name)
            wanted = size_meant(finding, other.sizes)
            if found and wanted not in (None, 1, _factor(found)):
                return True
    return False


def size_meant(finding, sizes):
    """The size, or ratio of two, that a finding names, in another case."""
    if not finding or not finding.name.startswith("factor:"):
        return None
    return _value(finding.name.partition(", ")[2], sizes)


def _value(words, sizes):
    """The factor that these words stand for, with these sizes; or None."""
    above, over, below = words.partition(" over ")
    if words.startswith("one by "):
        above, over, below = "", "over", words.removeprefix("one by ")
    parts = [sizes.get(part, 1) for part in (above, below) if part]
    known = all(part in sizes for part in (above, below) if part)
    if not words or not known:
        return None
    return (
        Fraction(parts[0])
        if not over
        else (Fraction(1, parts[0]) if not above else Fraction(*parts))
    )


def _factor(finding):
    """The number in a finding's name, as in factor:6/4, …; or None."""
    kind, _, rest = finding.name.partition(":")
    number = rest.partition(",")[0].replace("½", "1/2")
    return Fraction(number) if kind == "factor" and rest else None
