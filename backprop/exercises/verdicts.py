"""What is said of an answer, as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer.

    symptom: what is seen. cause: the mistake by name, if it is known.
    mistake: the id of the catalogued mistake, or of the relation.
    section: where to read. right, wrong: the
    names of the results that are so, where they can be told.
    printed: what the learner's code printed. holds: the names of what
    `failing` gives of it.
    """

    passed: bool
    symptom: str = ""
    cause: str = ""
    mistake: str = ""
    section: str = ""
    printed: str = ""
    attempted: bool = True
    right: tuple = ()
    wrong: tuple = ()
    holds: tuple = ()
