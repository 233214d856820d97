"""matplotlib's backend of the page: figures appear where a notebook has them.

At the end of a cell, or at plt.show().
"""

import page_display
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg


class FigureManager(FigureManagerBase):
    @classmethod
    def pyplot_show(cls, *, block=None):
        page_display.show_figures()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
