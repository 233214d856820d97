"""Where an exercise stands in the course: 4.10 comes after 4.9."""

import re


def place_of(id):
    """("4.10a" gives (4, 10, "a")), so that ids sort as numbers.

    What is no id comes last, by its text.
    """
    parts = re.fullmatch(r"(\d+)\.(\d+)([a-z]*)", str(id))
    if not parts:
        return float("inf"), 0, str(id)
    return int(parts[1]), int(parts[2]), parts[3]
