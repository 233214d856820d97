"""What every drawing of the book keeps to, whatever it shows."""

import io

import matplotlib.pyplot as plt
from matplotlib.text import Text

from backprop.plots import digest

plt.switch_backend("agg")


def assert_pure(draw, other=1.5):
    """draw(v) depends on v alone, shows v, fits the page, leaves nothing."""
    settings = dict(plt.rcParams)
    one, again, changed = draw(1.0), draw(1.0), draw(other)
    assert digest(one) == digest(again) != digest(changed)
    assert one.get_figwidth() <= 6.4 + 1e-9
    assert not plt.get_fignums()
    assert dict(plt.rcParams) == settings
    for text in one.findobj(Text):
        assert text.get_fontsize() >= 9, text
    one.savefig(io.BytesIO())


def written(fig):
    """Return the texts that a drawing places itself, not the ticks."""
    ticks = {
        id(t)
        for ax in fig.axes
        for axis in (ax.xaxis, ax.yaxis)
        for t in axis.get_ticklabels(which="both")
    }
    return [
        t
        for t in fig.findobj(Text)
        if t.get_text() and t.get_visible() and id(t) not in ticks
    ]


def texts(fig):
    return [t.get_text() for t in fig.findobj(Text) if t.get_text()]


def assert_on_paper(fig, seen=written):
    """No text leaves the paper."""
    fig.draw_without_rendering()
    paper = fig.bbox.padded(1)
    for text in seen(fig):
        box = text.get_window_extent()
        assert paper.x0 <= box.x0 < box.x1 <= paper.x1, text
        assert paper.y0 <= box.y0 < box.y1 <= paper.y1, text


def overlaps(fig, seen=written):
    """Return the pairs of texts that lie over each other."""
    fig.draw_without_rendering()
    boxes = [(t.get_text(), t.get_window_extent()) for t in seen(fig)]
    return [
        (a, b)
        for k, (a, one) in enumerate(boxes)
        for b, other in boxes[k + 1 :]
        if one.padded(-1).overlaps(other.padded(-1))
    ]
