"""The running net, to change and to step through at the top of a page."""

import os

from IPython.display import display

from ..book import running_net
from ..plots.show import bundle
from .element import pictured
from .figure import STATIC


def live_net(fig, *, alt):
    """Show a figure of the running net; in the page, the net itself.

    There every input, weight and bias can be pulled or typed, all values
    and gradients follow, and the pass is stepped through or played on the
    net, the arrays of each step beside it. In a notebook, in print and
    without scripts the figure stands for it; alt is as in `show`.

    Raises as `show` does.
    """
    shown = bundle(fig, alt)
    if os.environ.get(STATIC) == "static":
        shown["text/html"] = pictured("live-net", _given(), shown)
    display(shown, raw=True)


def _given():
    net, X, t = running_net()
    first, _, second = net.layers
    arrays = {"X": X, "t": t, "W1": first.W, "b1": first.b}
    arrays |= {"W2": second.W, "b2": second.b}
    return {name: (array + 0).tolist() for name, array in arrays.items()}
