"""The settings of a live figure: sliders and lists of choices."""

from dataclasses import dataclass
from itertools import product

from ..plots.numbers import number
from ..validation import real


@dataclass(frozen=True)
class Slider:
    """One setting: its values in order, their texts, and where it starts."""

    name: str
    label: str
    values: tuple
    texts: tuple
    start: int
    kind: str  # "range" or "choice"


def sliders(settings):
    """The Sliders of {name: (low, high, step, start)} or {name: [choices]}.

    A list of choices starts at its first; of numbers they form a slider,
    of texts a menu. An underscore in a name is shown as a space.

    Raises ValueError for an empty range or list, or a start that is no
    step of its range; TypeError for what is neither tuple nor list.
    """
    return [_slider(name, setting) for name, setting in settings.items()]


def _slider(name, setting):
    label = name.replace("_", " ")
    if isinstance(setting, list):
        if not setting:
            raise ValueError(f"{name} must offer a choice or more, got none")
        texts = tuple(map(str, setting))
        kind = "choice" if isinstance(setting[0], str) else "range"
        return Slider(name, label, tuple(setting), texts, 0, kind)
    if not isinstance(setting, tuple) or len(setting) != 4:
        raise TypeError(
            f"{name} must be (low, high, step, start) or a list of choices, "
            f"got {setting!r}"
        )
    low, high, step, start = (real(v, name) for v in setting)
    if not (step > 0 and low < high):
        raise ValueError(
            f"{name} must have low < high and a step above 0, got {setting}"
        )
    count = int((high - low) / step + 1.5)
    values = tuple(round(low + k * step, 10) for k in range(count))
    if start not in values:
        raise ValueError(
            f"{name} must start at one of its steps {values}, got {start}"
        )
    places = max(len(f"{v:g}".partition(".")[2]) for v in values)
    texts = tuple(number(v, places, fixed=True) for v in values)
    return Slider(name, label, values, texts, values.index(start), "range")


def settings_in_order(controls):
    """Every combination of values, the last setting changing fastest."""
    names = [c.name for c in controls]
    for values in product(*(c.values for c in controls)):
        yield dict(zip(names, values, strict=True))
