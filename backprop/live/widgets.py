"""A live figure in Jupyter: ipywidgets, redrawn by matplotlib."""

import ipywidgets
from IPython.display import display

from ..plots.show import png
from .drawing import draw_picture


def show_widgets(fn, controls):
    """Display the sliders and, above them, the picture they ask for."""
    image = ipywidgets.Image(format="png")
    words = ipywidgets.HTML()
    boxes = [_box(c) for c in controls]

    def redraw(change=None):
        values = {
            c.name: b.value for c, b in zip(controls, boxes, strict=True)
        }
        picture = fn(**values)
        image.value, image.alt = png(draw_picture(picture)), picture.words
        words.value = picture.words

    for box in boxes:
        box.observe(redraw, "value")
    redraw()
    display(ipywidgets.VBox([image, *boxes, words]))


def _box(c):
    kind = ipywidgets.Dropdown
    if c.kind == "range":
        kind = ipywidgets.SelectionSlider
    return kind(
        options=list(zip(c.texts, c.values, strict=True)),
        value=c.values[c.start],
        description=c.label,
        style={"description_width": "initial"},
    )
