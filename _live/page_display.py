"""What stands in for IPython in the reader's page: its `display`.

IPython itself takes several seconds to load, and the page has no shell.
"""

import base64
import io
import sys
import types

from page_limits import words

RICH = {
    "text/html": "_repr_html_",
    "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_",
    "text/markdown": "_repr_markdown_",
    "text/latex": "_repr_latex_",
}


def publish(data):
    """Send a bundle to the page: `page_python.run` puts a function here."""


def display(*values, raw=False, **ignored):
    """Show values as a notebook would."""
    for value in values:
        publish(_texts(value if raw else _bundle(value)))


def _bundle(value):
    if type(value).__module__ == "matplotlib.figure":
        return {"image/png": _png(value), "text/plain": "A figure."}
    if hasattr(value, "_repr_mimebundle_"):
        made = value._repr_mimebundle_()
        data = dict(made[0] if isinstance(made, tuple) else made)
    else:
        data = {}
    for mime, method in RICH.items():
        if not isinstance(value, type) and hasattr(value, method):
            made = getattr(value, method)()
            if made is not None:
                data[mime] = made
    return {"text/plain": words(value)} | data


def _texts(data):
    """The kinds that the page knows, as text."""
    known = {}
    for mime, value in data.items():
        if isinstance(value, bytes):
            value = base64.b64encode(value).decode()
        if isinstance(value, str):
            known[mime] = value
    return known


def _png(fig):
    file = io.BytesIO()
    fig.savefig(file, format="png")
    return base64.b64encode(file.getvalue()).decode()


def show_figures():
    """Show and close what pyplot has open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    for number in pyplot.get_fignums() if pyplot else []:
        fig = pyplot.figure(number)
        pyplot.close(fig)
        display(fig)


def close_figures():
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


class _Text:
    mime = "text/plain"

    def __init__(self, data):
        self.data = data

    def _repr_mimebundle_(self, **ignored):
        return {self.mime: self.data}


def _kind(name, mime):
    return type(name, (_Text,), {"mime": mime})


class _Shell:
    """Says to the package and to matplotlib that this is a notebook."""

    class events:
        @staticmethod
        def register(*ignored):
            """The page shows figures itself."""

        unregister = register


def _module(name, **members):
    module = types.ModuleType(name)
    module.__path__ = []
    vars(module).update(members)
    sys.modules[name] = module
    return module


def install():
    """Put the stand-in where `import IPython` looks."""
    shell = _Shell()
    _module("IPython", get_ipython=lambda: shell, version_info=(8, 24))
    _module("IPython.core")
    _module("IPython.core.pylabtools", backend2gui={})
    _module(
        "IPython.display",
        display=display,
        HTML=_kind("HTML", "text/html"),
        Markdown=_kind("Markdown", "text/markdown"),
        SVG=_kind("SVG", "image/svg+xml"),
        clear_output=lambda wait=False: None,
    )
    sys.modules["IPython"].display = sys.modules["IPython.display"]
