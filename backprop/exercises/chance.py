"""What one case says by chance, as other cases show.

A number equals another, or a ratio of two sizes, easily. It means something
if it does so wherever the answer is wrong.
"""

from dataclasses import replace
from math import isclose

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
            if not found or wanted in (None, 1):
                continue
            is_it = _factor(found)
            if is_it is None or not isclose(is_it, wanted, rel_tol=1e-6):
                return True
    return False


def size_meant(finding, sizes):
    """The size, or ratio of two, that a finding names, in another case."""
    if not finding or not finding.name.startswith("factor:"):
        return None
    if ", " not in finding.name:
        return None
    return _value(finding.name.partition(", ")[2], sizes)


def _value(words, sizes):
    """The factor that these words stand for, with these sizes; or None."""
    above, over, below = words.partition(" over ")
    above = above.removeprefix("one") if over else above
    if any(part and part not in sizes for part in (above, below)):
        return None
    return sizes[above] if not over else sizes.get(above, 1) / sizes[below]


def _factor(finding):
    """The number in a finding's name, as in factor:6/4, …; or None."""
    kind, _, rest = finding.name.partition(":")
    above, _, below = rest.partition(",")[0].partition("/")
    if kind != "factor" or above in ("", "½"):
        return None
    return float(above) / float(below or 1)
