"""Where the nodes of a computational graph stand, in inches."""

from collections import namedtuple
from itertools import pairwise

from .canvas import text_width

MARGIN = 0.08
ARROW = 0.2  # at the end of the output's wire
FITTING, WIDEST = 6.4, 9.0

# How a graph is drawn: points of its texts, radius of its circles, whether
# its labels are lifted clear of the circles and so may lie over them, and
# how much way a wire has to climb.
Looks = namedtuple("Looks", "size radius lifted climb")
LOOKS = [
    Looks(size, radius, lifted, climb)
    for size, radius in ((12, 0.27), (11, 0.25), (10, 0.22), (9, 0.2))
    for lifted in (False, True)
    for climb in (1.0, 0.75)
]
LOOKS.append(Looks(9, 0.2, True, 0.55))

# Of a column: where it starts, where its circles end, where its wires part
# for the next, and how far its labels reach over circles and over the gap.
Place = namedtuple("Place", "left head right over after")


def arrange(columns, labels, gradients):
    """Set each Spot's y; return (places of the columns, looks, size).

    columns: lists of Spots, of `graph_columns`. labels: {Spot: texts}.
    The largest looks are taken that fit, else the smallest. Raises
    ValueError if these are wider than 9 inches.
    """
    heights = {}
    for looks in LOOKS:
        kind = (looks.lifted, looks.radius if looks.lifted else 0.0)
        if kind not in heights:
            heights = {kind: settle(columns, looks, gradients)}
        places, width = _across(columns, labels, looks)
        if width <= FITTING:
            break
    if width > WIDEST:
        raise ValueError(
            f"draw_graph fits {WIDEST:g} inches, got {width:.1f}: expected "
            "fewer operations, shorter names or fewer digits"
        )
    return places, looks, (width, heights[kind])


def offsets(spot, looks):
    """Return how far above and below its wire a Spot is labelled."""
    if looks.lifted and spot.kind == "op":
        return looks.radius + 0.09, looks.radius + 0.15
    return 0.15, 0.19


def head_width(spot, looks):
    """Return the width of a leaf's name, or of a circle.

    The circle is drawn out where its text is long.
    """
    if spot.kind == "op":
        text = 1.06 * text_width(spot.text, looks.size)
        return max(2 * looks.radius, text + 0.14)
    if spot.kind == "leaf" and spot.text:
        return text_width(spot.text, looks.size + 1) + 0.08
    return 0.0


def settle(columns, looks, gradients):
    """Set every Spot's y and return the height of the paper.

    Lets the sum of w (y - y')² over all wires fall, one column at a time,
    until nothing moves. A large w keeps a wire straight.
    """
    room = {s: _room(s, looks, gradients) for c in columns for s in c}
    floors = []  # of each column: downwards, packed
    for column in columns:
        floor = [0.0]
        for a, b in pairwise(column):
            floor.append(floor[-1] + room[a][1] + room[b][0])
        for spot, y in zip(column, floor, strict=True):
            spot.y = y - floor[-1] / 2
        floors.append(floor)
    both = list(zip(columns, floors, strict=True))
    moved, rounds = 1.0, 0
    while moved > 1e-5 and rounds < 300:
        moved, rounds = 0.0, rounds + 1
        for column, floor in both[::-1] + both:
            ys = _nearest([_wish(spot) for spot in column], floor)
            for spot, y in zip(column, ys, strict=True):
                moved = max(moved, abs(spot.y - y))
                spot.y = y
    # At last, wires run straight on: to the right, and back to the shares.
    for kinds, order in (("op", "bend"), both), (("share",), both[::-1]):
        for column, floor in order:
            wishes = [
                _straight(s) if s.kind in kinds else (s.y, 1.0) for s in column
            ]
            for spot, y in zip(column, _nearest(wishes, floor), strict=True):
                spot.y = y
    top = min(s.y - above for s, (above, _) in room.items()) - MARGIN
    low = max(s.y + below for s, (_, below) in room.items()) + MARGIN
    for spot in room:
        spot.y = round(low - spot.y, 3)
    return round(low - top, 3)


def _room(spot, looks, gradients):
    """Return what a Spot needs above its wire, and below."""
    if spot.kind in ("share", "bend"):
        return (0.16, 0.16) if spot.kind == "share" else (0.1, 0.1)
    above, below = offsets(spot, looks)
    if not gradients:
        return above + 0.14, looks.radius + 0.03 if spot.before else 0.2
    return above + 0.14, below + 0.17


def _wish(spot):
    """Return (y, weight): where all the wires of a Spot would have it."""
    wires = [
        (other.y, 4.0 if "bend" in (spot.kind, other.kind) else 1.0)
        for other in spot.before + spot.after
    ]
    total = sum(w for _, w in wires)
    if not wires:
        return spot.y, 1.0
    return sum(w * y for y, w in wires) / total, total


def _straight(spot):
    """Return (y, weight): that of what a Spot comes from or leads to."""
    if spot.kind == "share":
        return spot.after[0].y, 1.0
    if spot.before[0].kind == "share" and spot.kind == "bend":
        return spot.y, 1.0
    return sum(p.y for p in spot.before) / len(spot.before), 1.0


def _nearest(wishes, floor):
    """Return the y nearest to the wishes that keep the floor's distances.

    In weighted least squares: neighbours that would touch move as one.
    """
    blocks = []  # [sum of w · wish, sum of w, how many]
    for (y, w), low in zip(wishes, floor, strict=True):
        blocks.append([w * (y - low), w, 1])
        while len(blocks) > 1 and (
            blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]
        ):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    ys = [total / w for total, w, count in blocks for _ in range(count)]
    return [y + low for y, low in zip(ys, floor, strict=True)]


def _across(columns, labels, looks):
    """Return a Place for each column, and the width of the paper."""
    places, at = [], MARGIN
    for column in columns:
        ops = [spot for spot in column if spot.kind == "op"]
        over = 0.85 * looks.radius if looks.lifted and ops else 0.0
        heads = [
            head_width(s, looks) + (over if s.kind == "leaf" else 0.0)
            for s in column
            if s.kind in ("op", "leaf")
        ]
        head = max(heads, default=0.0)
        climbs = [abs(s.y - n.y) for s in column for n in s.after]
        highest = max(climbs, default=0.0)
        if highest < 0.03:
            gap = 0.14
            after = gap + over
        else:
            gap = looks.climb * min(0.2 + 0.4 * highest, 0.6)
            after = 0.0
        need = 0.12
        for spot in column:
            width = max(text_width(t, looks.size) for t in labels[spot])
            width += 0.16 - over
            need = max(need, width - (after if spot.kind == "op" else 0.0))
        places.append(Place(at, at + head, at + head + need, over, after))
        at += head + need + gap
    return places, places[-1].right + ARROW + MARGIN
