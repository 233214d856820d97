"""Draw the mark: a tick whose legs are a forward and a backward arrow.

    .venv/bin/python tools/draw_logo.py

writes _static/logo.svg and, from the same points, _static/favicon.ico.
"""

from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).resolve().parents[1] / "_static"
FORWARD, BACKWARD, NODE = "#0072B2", "#D55E00", "#8A8F94"
WIDTH = 6.5
# On a 64 by 64 square. An arrow is its shaft, then its head.
ARROWS = [
    (BACKWARD, [(27, 49), (10, 32)], [(10, 43), (9, 31), (21, 32)]),
    (FORWARD, [(27, 49), (56, 14)], [(42, 14), (56.5, 13.5), (56, 28)]),
]
CENTRE, RADIUS = (27, 49), 7.5


def svg():
    def line(points):
        return " ".join(f"{x:g},{y:g}" for x, y in points)

    arrows = "".join(
        f'<g stroke="{colour}"><polyline points="{line(shaft)}"/>'
        f'<polyline points="{line(head)}"/></g>'
        for colour, shaft, head in ARROWS
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<g fill="none" stroke-width="{WIDTH:g}" stroke-linecap="round" '
        f'stroke-linejoin="round">{arrows}</g>'
        f'<circle cx="{CENTRE[0]}" cy="{CENTRE[1]}" r="{RADIUS:g}" '
        f'fill="{NODE}"/></svg>\n'
    )


def icon(size, scale=16):
    image = Image.new("RGBA", (64 * scale, 64 * scale))
    draw = ImageDraw.Draw(image)

    def dot(centre, radius, colour):
        x, y = centre
        box = [x - radius, y - radius, x + radius, y + radius]
        draw.ellipse([scale * edge for edge in box], fill=colour)

    for colour, *lines in ARROWS:
        for points in lines:
            scaled = [(scale * x, scale * y) for x, y in points]
            draw.line(scaled, fill=colour, width=int(WIDTH * scale))
            for point in points:
                dot(point, WIDTH / 2, colour)
    dot(CENTRE, RADIUS, NODE)
    return image.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    (STATIC / "logo.svg").write_text(svg())
    large, *small = [icon(size) for size in (64, 48, 32, 16)]
    large.save(
        STATIC / "favicon.ico",
        append_images=small,
        sizes=[(s, s) for s in (64, 48, 32, 16)],
    )
