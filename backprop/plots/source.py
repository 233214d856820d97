"""The package's own code on the page: read from the file, never pasted."""

import inspect
import textwrap

from IPython.display import display


def show_source(*objects):
    """Display the source of functions, methods or classes, as they stand.

    Raises TypeError for an object that has no Python source.
    """
    text = "\n\n".join(textwrap.dedent(inspect.getsource(o)) for o in objects)
    display(
        {
            "text/plain": text,
            "text/markdown": f"```python\n{text.rstrip()}\n```",
        },
        raw=True,
    )
