"""Which exercises a class is given: by chapter, objective, minutes or id."""

from ..exercises.families import FAMILIES
from ..exercises.places import place_of
from ..exercises.registry import CHAPTERS


def chosen(chapters=(), objectives=(), ids=(), minutes=None, families=False):
    """The exercises asked for, in the course's order.

    ids are taken as they are. Else all exercises of these chapters and
    objectives, and with `families` their families too. minutes: so many at
    most; each objective's first exercise is taken before another's second.
    The parts of a project (5.8a to 5.8d) stay together. Raises ValueError.
    """
    known = [e for exercises in CHAPTERS.values() for e in exercises]
    if ids:
        found = _by_id(known + list(FAMILIES), ids)
    else:
        among = known + (list(FAMILIES) if families else [])
        found = [
            e
            for e in among
            if (not chapters or e.chapter in chapters)
            and (not objectives or e.objective in objectives)
        ]
        missing = set(objectives) - {e.objective for e in found}
        if missing:
            named = ", ".join(sorted(missing))
            raise ValueError(f"no exercise has the objective {named}")
    if minutes is not None:
        found = _within(minutes, found)
    if not found:
        raise ValueError("no exercise is left to hand out")
    return tuple(sorted(found, key=lambda e: place_of(e.id)))


def _by_id(among, ids):
    found = []
    for id in ids:
        named = [e for e in among if id in (e.id, e.id.rstrip("abcdefgh"))]
        if not named:
            raise ValueError(f"there is no exercise {id}")
        for one in named:
            found += [e for e in among if _project(e) == _project(one)]
    return list(dict.fromkeys(found))


def _project(exercise):
    """The parts of one project have this in common."""
    return place_of(exercise.id)[:2]


def _within(minutes, exercises):
    """Those that fit in, in turn from each objective."""
    projects, seen, turns = {}, {}, []
    for exercise in exercises:
        projects.setdefault(_project(exercise), []).append(exercise)
    for project, parts in projects.items():
        turn = seen[parts[0].objective] = seen.get(parts[0].objective, 0) + 1
        turns.append((turn, project))
    found, left = [], minutes
    for _, project in sorted(turns):
        takes = sum(e.minutes for e in projects[project])
        if takes <= left:
            found += projects[project]
            left -= takes
    return found
