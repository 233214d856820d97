"""Show a figure so that a reader sees it, hears it, and a test checks it."""

import base64
import io

import matplotlib.pyplot as plt
from IPython.display import display
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from .digest import digest, parts
from .mime import DIGEST_KEY, DIGEST_MIME

SHORTEST_ALT = 20


def show(fig: Figure, *, alt: str) -> None:
    """Display a figure with its alternative text and its digest; close it.

    `alt` says what is seen, with the values that matter, to someone who
    cannot see it; format its numbers from the data. One figure per cell.

    Raises TypeError if `fig` is not a Figure, holds an artist that the
    digest cannot read, or `alt` is not a string; ValueError if `alt` has
    fewer than 20 characters.
    """
    display(bundle(fig, alt), raw=True)


def bundle(fig, alt):
    """What `show` displays: {MIME type: data}. Closes the figure."""
    alt = _checked(alt)
    name, pieces = digest(fig), parts(fig)
    picture = png(fig, name)
    plt.close(fig)
    return {
        "image/png": base64.b64encode(picture).decode(),
        "text/plain": alt,
        DIGEST_MIME: {"digest": name, "parts": pieces},
    }


def png(fig: Figure, name: str = "") -> bytes:
    """Return the picture with 256 colours: a third of the bytes."""
    full, small = io.BytesIO(), io.BytesIO()
    fig.savefig(full, format="png")
    metadata = PngInfo()
    metadata.add_text(DIGEST_KEY, name)
    drawn = Image.open(full)
    drawn.convert("RGB").quantize(256).save(
        small, "png", optimize=True, pnginfo=metadata, dpi=drawn.info["dpi"]
    )
    return small.getvalue()


def _checked(alt: str) -> str:
    """Return the text on one line."""
    if not isinstance(alt, str):
        raise TypeError(
            f"show expects alt to be a str, got {type(alt).__name__}"
        )
    alt = " ".join(alt.split())
    if len(alt) < SHORTEST_ALT:
        raise ValueError(
            f"show expects alt to say what is seen, in {SHORTEST_ALT} "
            f"characters or more, got {len(alt)}: {alt!r}"
        )
    return alt
