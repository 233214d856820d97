"""What the learner's variables held, as whole arrays.

A loop sets a name once for each row; put together, these are one array.
"""

import re

import numpy as np

from ..checking.relations import agrees

SAME = 1e-5


def there(trail, truth, cut=False):
    """Did a variable ever hold these numbers, whole or row by row?

    cut: the run was stopped, so that a loop may hold the first rows alone.
    """
    return holder(trail, truth, cut) is not None


def holder(trail, truth, cut=False):
    """The last Setting that held these numbers, or None."""
    for setting in reversed(trail):
        if equal(setting.value, truth):
            return setting
    for name in dict.fromkeys(setting.name for setting in trail):
        for rows in looped(trail, name, truth, cut):
            if equal(rows, truth[: len(rows)]):
                return groups(trail, name)[-1][-1]
    return None


def looped(trail, name, truth, cut=False):
    """The arrays that a loop has set row by row under this name."""
    if not np.ndim(truth) or len(truth) < 2:
        return []
    made = groups(trail, name)
    if len(made) != len(truth) and not (cut and len(made) < len(truth)):
        return []
    found = []
    for place in (0, -1):
        values = [group[place].value for group in made]
        if not all(map(is_number, values)):
            return []
        if all(np.size(value) == truth[0].size for value in values):
            rows = [np.reshape(value, truth[0].shape) for value in values]
            found.append(np.stack(rows).astype(float))
    return found


def groups(trail, name):
    """[[the Setting that made it, those that wrote into it], ...]."""
    made = []
    for setting in trail:
        if setting.name == name:
            if setting.in_place and made:
                made[-1].append(setting)
            else:
                made.append([setting])
    return made


def named(trail, name):
    """The last Setting of a variable of this name, or None.

    A name in other letters, z1 for Z1, is taken if there is no better one.
    """
    last = {setting.name: setting for setting in trail}
    if name in last:
        return last[name]
    alike = {bare(own): setting for own, setting in last.items()}
    return alike.get(bare(name))


def set_twice(setting):
    """Does its line set its name more than once?"""
    sets = rf"(?<![\w.]){setting.name}\s*(?:[-+*/@%]|\*\*|//)?=(?!=)"
    return len(re.findall(sets, setting.text)) > 1


def bare(name):
    return name.casefold().replace("_", "")


def is_number(value):
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fiub"
    return isinstance(value, float | int) and not isinstance(value, bool)


def equal(value, truth):
    if not is_number(value) or np.shape(value) != np.shape(truth):
        return False
    with np.errstate(all="ignore"):
        return agrees(np.asarray(value, float), np.asarray(truth), SAME)


def same_numbers(value, truth):
    """Are these equal, but for axes of length 1?"""
    if np.shape(np.squeeze(value)) != np.shape(np.squeeze(truth)):
        return False
    return equal(np.reshape(value, np.shape(truth)), truth)


def one_row(value, truth):
    """The row of truth that this holds, and no other; or None."""
    if np.ndim(truth) != 2 or len(truth) < 2 or np.size(value) != len(truth.T):
        return None
    rows = [equal(np.reshape(value, row.shape), row) for row in truth]
    return rows.index(True) if any(rows) else None


def multiple(value, truth):
    """The c of value = c · truth, for every entry; or None."""
    if not is_number(value) or np.shape(value) != np.shape(truth):
        return None
    value, truth = np.asarray(value, float), np.asarray(truth, float)
    square = float(np.vdot(truth, truth))
    if not square or not np.all(np.isfinite(value)):
        return None
    c = float(np.vdot(value, truth)) / square
    return c if c and equal(value, c * truth) else None


def spoilt(trail, right, given, until=None, later=()):
    """A sentence for each right array that was another when it was used.

    right: {name: right value}. given: the same for the arguments. until:
    the Setting whose line is to blame, or None. later: right values that
    such a name may hold afterwards.
    """
    said = ""
    end = trail.index(until) if until else len(trail)
    for name, truth in (right | given).items():
        own = named(trail, name)
        states = [s for s in trail[:end] if own and s.name == own.name]
        good = [k for k, s in enumerate(states) if equal(s.value, truth)]
        after = states[good[-1] + 1 :] if good else ()
        if name in given and own and own.name == name:
            after = [s for s in states if not equal(s.value, truth)]
            after = [s for s in after if np.shape(s.value) == np.shape(truth)]
        others = [v for v in later if v is not truth]
        if not after or any(multiple(after[-1].value, v) for v in others):
            continue
        if until and not re.search(rf"\b{own.name}\b", until.text):
            continue
        how = "changed in place" if after[0].in_place else "set anew"
        said += f" {own.name} has been {how} in line {after[0].line}."
        said += twins(after[0])
    return said


def twins(setting):
    """A sentence, if the array has two names."""
    if not setting.also:
        return ""
    both = " and ".join((setting.name, *setting.also))
    return f" {both} are names of one array: = copies nothing."
