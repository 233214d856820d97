"""Move labels apart, as little as possible."""

ROOM = (0.03, 0.99)  # of the axes, for labels


def spread(heights, least) -> list[float]:
    """Return heights moved as little as possible, `least` apart.

    All lie in ROOM, from its foot upwards when there are too many.

    >>> spread([0.5, 0.5, 0.9], 0.1)
    [0.45, 0.55, 0.9]
    """
    order = sorted(range(len(heights)), key=lambda i: (heights[i], i))
    blocks = []  # of neighbours that touch: [sum of wishes, how many]
    for k, i in enumerate(order):
        blocks.append([heights[i] - k * least, 1])
        while len(blocks) > 1 and (
            blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]
        ):
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    highest = ROOM[1] - least * (len(heights) - 1)
    lowest = [
        max(min(total / count, highest), ROOM[0])
        for total, count in blocks
        for _ in range(count)
    ]
    placed = [0.0] * len(heights)
    for k, i in enumerate(order):
        placed[i] = round(lowest[k] + k * least, 6)
    return placed
