"""A figure with sliders: in the notebook, and in the page without Python."""

import os

from IPython.display import display

from ..picture import Picture
from ..plots.show import bundle
from .drawing import draw_picture
from .element import pictured
from .frames import frames
from .sliders import settings_in_order, sliders

MOST_FRAMES = 1000
STATIC = "BACKPROP_LIVE"  # the environment variable; "static": no widgets


def live_figure(
    fn, precompute=None, *, model=None, play=None, ghost=(), **settings
):
    """Show fn's Picture with a slider for each of its arguments.

    fn(**values) returns a Picture, and depends on its arguments alone.
    settings: for each argument (low, high, step, start), or a list of
    choices. In Jupyter the sliders are widgets, and fn is called anew.
    In the book's pages they move through pictures made beforehand, if
    `precompute` is true; otherwise Python is started in the page at the
    first touch, and calls fn, which then has to be a function of an
    installed module. With `model`, the page computes the pictures itself:
    fn is one of backprop/book/pictures.py, with a twin in _live/models.mjs.

    play: the name of an argument, or labels of lines and points; then the
    page has a button that goes through the argument's values, or draws
    those series point by point. ghost: labels that stay in grey as they
    were before the last move.

    Raises TypeError for an fn that does not return a Picture, ValueError
    for more than 1,000 pictures to precompute, or an fn that the page
    could not import, or names in play or ghost that the picture and the
    settings do not have; and as `sliders` does for the settings.
    """
    controls = sliders(settings)
    picture = fn(**{c.name: c.values[c.start] for c in controls})
    if not isinstance(picture, Picture):
        raise TypeError(
            "live_figure expects fn to return a Picture, got "
            f"{type(picture).__name__}"
        )
    extra = _extra(picture, settings, play, ghost)
    if os.environ.get(STATIC) != "static":
        from .widgets import show_widgets

        return show_widgets(fn, controls)
    data = {"controls": [_control(c) for c in controls]} | extra
    if model:
        data["model"] = fn.__name__
        data["base"], _ = frames([picture.plain()])
    elif precompute:
        data["base"], data["frames"] = _precomputed(fn, controls)
    else:
        data["call"] = _address(fn)
        data["base"], _ = frames([picture.plain()])
    shown = bundle(draw_picture(picture), alt=picture.words)
    shown["text/html"] = pictured("live-figure", data, shown)
    display(shown, raw=True)
    return None


def _precomputed(fn, controls):
    every = list(settings_in_order(controls))
    if len(every) > MOST_FRAMES:
        raise ValueError(
            f"live_figure precomputes at most {MOST_FRAMES} pictures, got "
            f"{len(every)}: take fewer steps"
        )
    return frames([fn(**values).plain() for values in every])


def _extra(picture, settings, play, ghost):
    """What only some figures have: {} for the others."""
    series = picture.lines | picture.points
    named = [] if play is None or isinstance(play, str) else list(play)
    missing = [label for label in [*named, *ghost] if label not in series]
    if isinstance(play, str) and play not in settings:
        missing.append(play)
    if missing:
        raise ValueError(
            f"the picture and its settings have no {', '.join(missing)}: "
            "expected names of them for play and ghost"
        )
    found = {"play": play if isinstance(play, str) else named}
    found["ghost"] = list(ghost)
    return {name: value for name, value in found.items() if value}


def _address(fn):
    module, name = fn.__module__, fn.__qualname__
    if module == "__main__" or "<" in name:
        raise ValueError(
            f"the page cannot import {name}: expected a function of an "
            "installed module, or precompute=True"
        )
    return f"{module}:{name}"


def _control(c):
    return {
        "name": c.name,
        "label": c.label,
        "kind": c.kind,
        "values": list(c.values),
        "texts": list(c.texts),
        "start": c.start,
    }
