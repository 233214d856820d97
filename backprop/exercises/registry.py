"""All exercises, by chapter, and the families that a class may be given."""

from . import (
    chapter1,
    chapter2,
    chapter3,
    chapter4,
    chapter5,
    chapter6,
    chapter7,
    chapter8,
    chapter9,
    chapter10,
    chapter11,
    chapter12,
)
from .families import FAMILIES

CHAPTERS = {
    1: chapter1.EXERCISES,
    2: chapter2.EXERCISES,
    3: chapter3.EXERCISES,
    4: chapter4.EXERCISES,
    5: chapter5.EXERCISES,
    6: chapter6.EXERCISES,
    7: chapter7.EXERCISES,
    8: chapter8.EXERCISES,
    9: chapter9.EXERCISES,
    10: chapter10.EXERCISES,
    11: chapter11.EXERCISES,
    12: chapter12.EXERCISES,
}


def find(id):
    """The exercise or family with this id ("4.2", or 4.2), or None.

    A number that two ids may mean, as 4.1 means "4.1" and "4.10", is none.
    """
    every = [e for exercises in CHAPTERS.values() for e in exercises]
    every += FAMILIES
    if isinstance(id, float):
        found = [e for e in every if e.id[-1:].isdigit() and float(e.id) == id]
        return found[0] if len(found) == 1 else None
    if not isinstance(id, str):
        return None
    return next((e for e in every if e.id == id.strip()), None)
