"""One small drawing for each kind of artist that a figure can hold.

Each takes the Axes and a number `k` that moves what is drawn: k = 1 is the
drawing itself, k = 1.01 is another one, and k = 1 + 1e-12 is the same one
on another processor.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import collections, patches
from matplotlib.colors import LogNorm, TwoSlopeNorm

from backprop.plots import BACKWARD, FORWARD

x = np.linspace(-3, 3, 25)
wave = np.sin(x)
hills = np.cos(x)[:8, None] * np.arange(1.0, 7.0)
gap = np.where(np.abs(x) < 0.5, np.nan, wave)


def bent(values, k):
    """Bend values by the factor k at their far end, and keep the rest."""
    return np.asarray(values, float) * np.linspace(1, k, np.shape(values)[-1])


def patched(make):
    return lambda ax, k: ax.add_patch(make(k))


DRAWINGS = {
    "plot": lambda ax, k: ax.plot(x, bent(wave, k)),
    "plot in x": lambda ax, k: ax.plot(bent(x, k), wave),
    "plot with a gap": lambda ax, k: ax.plot(x, bent(gap, k), "o--"),
    "semilogy": lambda ax, k: ax.semilogy(x, bent(np.exp(-4 * x), k)),
    "loglog": lambda ax, k: ax.loglog(bent(np.exp(x), k), np.exp(x)),
    "step": lambda ax, k: ax.step(x, bent(wave, k)),
    "errorbar": lambda ax, k: ax.errorbar(x, wave, yerr=0.1 * k),
    "stem": lambda ax, k: ax.stem(x, bent(wave, k)),
    "axhline": lambda ax, k: ax.axhline(0.3 * k),
    "axvspan": lambda ax, k: ax.axvspan(0.3, 0.4 * k),
    "axline": lambda ax, k: ax.axline((0, 0), slope=k),
    "axline of two": lambda ax, k: ax.axline((0, 0), (1, k)),
    "scatter": lambda ax, k: ax.scatter(x, bent(wave, k)),
    "scatter sizes": lambda ax, k: ax.scatter(x, x, s=bent(x**2 + 1, k)),
    "scatter colours": lambda ax, k: ax.scatter(x, x, c=bent(wave, k)),
    "hexbin": lambda ax, k: ax.hexbin(bent(x, k), wave, gridsize=5),
    "fill_between": lambda ax, k: ax.fill_between(x, bent(wave, k)),
    "fill": lambda ax, k: ax.fill([0, 1, 1], [0, 0, k]),
    "stackplot": lambda ax, k: ax.stackplot(x, x + 3, bent(x + 3, k)),
    "vlines": lambda ax, k: ax.vlines([1, 2], 0, [1, 2 * k]),
    "eventplot": lambda ax, k: ax.eventplot([1, 2, 3 * k]),
    "pcolormesh": lambda ax, k: ax.pcolormesh(bent(hills, k)),
    "pcolormesh grid": lambda ax, k: ax.pcolormesh(
        bent(np.arange(7.0), k), np.arange(9.0), hills
    ),
    "pcolor": lambda ax, k: ax.pcolor(bent(hills, k)),
    "imshow": lambda ax, k: ax.imshow(bent(hills, k)),
    "imshow extent": lambda ax, k: ax.imshow(hills, extent=(0, k, 0, 1)),
    "imshow limits": lambda ax, k: ax.imshow(hills, vmax=3 * k),
    "imshow in rgb": lambda ax, k: ax.imshow(
        np.stack([np.abs(np.sin(k * hills))] * 3, axis=-1)
    ),
    "imshow in logs": lambda ax, k: ax.imshow(
        np.exp(k * hills), norm=LogNorm()
    ),
    "imshow in two slopes": lambda ax, k: ax.imshow(
        hills, norm=TwoSlopeNorm(0.1 * k, -6, 6)
    ),
    "contour": lambda ax, k: ax.contour(bent(hills, k)),
    "contourf": lambda ax, k: ax.contourf(bent(hills, k)),
    "contour levels": lambda ax, k: ax.contour(hills, levels=[0, k]),
    "tricontour": lambda ax, k: ax.tricontour(x, x**2, bent(wave, k)),
    "tripcolor": lambda ax, k: ax.tripcolor(x, x**2, bent(wave, k)),
    "quiver": lambda ax, k: ax.quiver(x, x, wave, bent(wave, k)),
    "streamplot": lambda ax, k: ax.streamplot(
        np.arange(6.0), np.arange(8.0), hills, k + hills
    ),
    "bar": lambda ax, k: ax.bar([1, 2, 3], [1, 2, 3 * k]),
    "bar of words": lambda ax, k: ax.bar(["W", "b"], [1, 2 * k]),
    "barh": lambda ax, k: ax.barh([1, 2, 3], [1, 2, 3 * k]),
    "hist": lambda ax, k: ax.hist(bent(wave, k), bins=7),
    "hist outline": lambda ax, k: ax.hist(
        bent(wave, k), bins=7, histtype="step"
    ),
    "stairs": lambda ax, k: ax.stairs(bent(wave, k)),
    "pie": lambda ax, k: ax.pie([1, 2, 3 * k]),
    "boxplot": lambda ax, k: ax.boxplot(bent(wave, k)),
    "violinplot": lambda ax, k: ax.violinplot(bent(wave, k)),
    "Circle": patched(lambda k: patches.Circle((0, 0), k)),
    "Ellipse": patched(lambda k: patches.Ellipse((0, 0), k, 1)),
    "Wedge": patched(lambda k: patches.Wedge((0, 0), 1, 0, 90 * k)),
    "Arc": patched(lambda k: patches.Arc((0, 0), 1, k)),
    "Polygon": patched(lambda k: patches.Polygon([(0, 0), (1, 0), (1, k)])),
    "FancyBboxPatch": patched(lambda k: patches.FancyBboxPatch((0, 0), k, 1)),
    "FancyArrowPatch": patched(
        lambda k: patches.FancyArrowPatch((0, 0), (1, k), arrowstyle="->")
    ),
    "a bent arrow": patched(
        lambda k: patches.FancyArrowPatch(
            (0, 0), (1, 1), connectionstyle=f"arc3,rad={0.2 * k}"
        )
    ),
    "ConnectionPatch": patched(
        lambda k: patches.ConnectionPatch((0, 0), (1, k), "data", "data")
    ),
    "arrow": lambda ax, k: ax.arrow(0, 0, 1, k),
    "PatchCollection": lambda ax, k: ax.add_collection(
        collections.PatchCollection([patches.Circle((0, 0), k)])
    ),
    "text": lambda ax, k: ax.text(0.5 * k, 0.5, "dW"),
    "text by the axes": lambda ax, k: ax.text(
        0.5 * k, 0.5, "dW", transform=ax.transAxes
    ),
    "annotate": lambda ax, k: ax.annotate("dW", (0, k), (1, 1)),
    "annotate, the words": lambda ax, k: ax.annotate(
        "dW", (0, 1), (0.5 * k, 0.5), textcoords="axes fraction",
        arrowprops={"arrowstyle": "->"},
    ),
    "xlim": lambda ax, k: ax.set_xlim(0, k),
    "xlim in logs": lambda ax, k: ax.set(xscale="log", xlim=(1, 9 * k)),
    "xticks": lambda ax, k: ax.set_xticks([0, k]),
    "twinx": lambda ax, k: ax.twinx().plot(x, bent(wave, k)),
    "inset": lambda ax, k: ax.inset_axes([0, 0, 0.5, 0.5]).plot(
        x, bent(wave, k)
    ),
    "colorbar": lambda ax, k: ax.figure.colorbar(ax.imshow(bent(hills, k))),
}  # fmt: skip

# Changes that are no numbers: each pair draws two different figures.
PAIRS = {
    "colour of a line": (
        lambda ax: ax.plot(x, wave, color=FORWARD),
        lambda ax: ax.plot(x, wave, color=BACKWARD),
    ),
    "colour of a bar": (
        lambda ax: ax.bar([1], [2], color=FORWARD),
        lambda ax: ax.bar([1], [2], color=BACKWARD),
    ),
    "colour of points": (
        lambda ax: ax.scatter(x, wave, color=FORWARD),
        lambda ax: ax.scatter(x, wave, color=BACKWARD),
    ),
    "dashes": (
        lambda ax: ax.plot(x, wave, "-"),
        lambda ax: ax.plot(x, wave, "--"),
    ),
    "marker": (
        lambda ax: ax.plot(x, wave, "o"),
        lambda ax: ax.plot(x, wave, "s"),
    ),
    "words": (
        lambda ax: ax.text(0, 0, "dW"),
        lambda ax: ax.text(0, 0, "db"),
    ),
    "label of an axis": (
        lambda ax: ax.set_xlabel("epoch"),
        lambda ax: ax.set_xlabel("iteration"),
    ),
    "title": (lambda ax: ax.set_title("a"), lambda ax: ax.set_title("b")),
    "title of the figure": (
        lambda ax: ax.figure.suptitle("a"),
        lambda ax: ax.figure.suptitle("b"),
    ),
    "legend": (
        lambda ax: (ax.plot(x, wave, label="loss"), ax.legend()),
        lambda ax: (ax.plot(x, wave, label="error"), ax.legend()),
    ),
    "scale": (
        lambda ax: ax.plot([1, 2], [1, 2]),
        lambda ax: ax.semilogy([1, 2], [1, 2]),
    ),
    "axis upside down": (lambda ax: None, lambda ax: ax.invert_yaxis()),
    "labels of ticks": (
        lambda ax: ax.set_xticks([0, 1], ["a", "b"]),
        lambda ax: ax.set_xticks([0, 1], ["a", "c"]),
    ),
    "category": (
        lambda ax: ax.bar(["W", "b"], [1, 2]),
        lambda ax: ax.bar(["W", "c"], [1, 2]),
    ),
    "colour map": (
        lambda ax: ax.imshow(hills, cmap="cividis"),
        lambda ax: ax.imshow(hills, cmap="viridis"),
    ),
    "label of a colour bar": (
        lambda ax: ax.figure.colorbar(ax.imshow(hills), label="loss"),
        lambda ax: ax.figure.colorbar(ax.imshow(hills), label="error"),
    ),
    "one artist less": (
        lambda ax: ax.plot(x, wave, x, x),
        lambda ax: ax.plot(x, wave),
    ),
    "hidden artist": (
        lambda ax: ax.plot(x, wave),
        lambda ax: ax.plot(x, wave, visible=False),
    ),
    "axes off": (lambda ax: None, lambda ax: ax.set_axis_off()),
}

DRAWINGS_3D = {
    "plot": lambda ax, k: ax.plot(x, x, bent(wave, k)),
    "scatter": lambda ax, k: ax.scatter(x, x, bent(wave, k)),
    "surface": lambda ax, k: ax.plot_surface(*_grid(k)),
    "wireframe": lambda ax, k: ax.plot_wireframe(*_grid(k)),
    "text": lambda ax, k: ax.text(0, 0, k, "dW"),
    "view": lambda ax, k: ax.view_init(30 * k, 40),
    "zlim": lambda ax, k: ax.set_zlim(0, k),
}


def _grid(k):
    columns, rows = np.meshgrid(np.arange(6.0), np.arange(8.0))
    return columns, rows, bent(hills, k)


def drawn(draw, *args, **looks):
    """Return a new figure with the drawing on its one Axes."""
    projection = looks.pop("projection", None)
    with plt.rc_context(looks):
        fig, ax = plt.subplots(subplot_kw={"projection": projection})
        draw(ax, *args)
    return fig
