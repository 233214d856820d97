"""A wrong line beside the right one."""

from html import escape

from IPython.display import display

ROW = "display:flex;flex-wrap:wrap;gap:1em"
SIDE = (
    "flex:1 1 auto;max-width:100%;box-sizing:border-box;margin:0;"
    "padding:0 0 0 .8em;border-left:4px {style} currentColor"
)


def show_beside(wrong, right):
    """Display two texts of code, "wrong" on the left, "right" beside it.

    On a narrow screen one stands below the other; as plain text too.

    Raises TypeError for what is not text, ValueError for an empty one.
    """
    sides = {"wrong": wrong, "right": right}
    for name, code in sides.items():
        if not isinstance(code, str):
            raise TypeError(f"{name} must be text, got {type(code).__name__}")
        if not code.strip():
            raise ValueError(f"{name} must hold a line of code, got none")
    display({"text/html": _html(sides), "text/plain": _plain(sides)}, raw=True)


def _html(sides):
    parts = [f'<div class="beside" style="{ROW}">']
    for name, style in zip(sides, ("dashed", "solid"), strict=True):
        parts.append(
            f'<figure class="{name}" style="{SIDE.format(style=style)}">'
            f"<figcaption>{name}</figcaption>"
            f"<pre><code>{escape(sides[name])}</code></pre></figure>"
        )
    return "\n".join([*parts, "</div>"])


def _plain(sides):
    return "\n".join(
        f"{name if k == 0 else '':7}{line}"
        for name, code in sides.items()
        for k, line in enumerate(code.splitlines())
    )
