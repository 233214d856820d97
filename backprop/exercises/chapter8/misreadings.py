"""Wrong functions of (tape, result), as people write them for 8.3."""


def written_over(tape, result):
    grads = [0.0] * len(tape)
    grads[result] = 1.0
    for k in reversed(range(len(tape))):
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[p] = grads[k] * slope
    return grads


def _added(held, upstream, slope, value):
    return held + upstream * slope


def _read(tape, result, share=_added, *, start=0.0, first=1.0, order=reversed):
    """share(held, upstream, slope, parent's value) is what a parent holds."""
    grads = [start] * len(tape)
    grads[result] = first
    for k in order(range(len(tape))):
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[p] = share(grads[p], grads[k], slope, tape[p][0])
    return grads


def _with_lines(tape, change):
    """The tape, with (parents, slopes) of every line changed."""
    return [(v, *change(parents, slopes)) for v, parents, slopes in tape]


def by_recursion(tape, result):
    grads = [0.0] * len(tape)
    grads[result] = 1.0

    def back(k):
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[p] += grads[k] * slope
            back(p)

    back(result)
    return grads


def nearest_first(tape, result):
    grads, seen, queue = [0.0] * len(tape), {result}, [result]
    grads[result] = 1.0
    while queue:
        k = queue.pop(0)
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[p] += grads[k] * slope
            if p not in seen:
                seen.add(p)
                queue.append(p)
    return grads


def _depth_first(tape, result, at_once):
    """Read a line, and then its parents; at_once: each with its share."""
    grads, seen = [0.0] * len(tape), set()
    grads[result] = 1.0

    def back(k):
        seen.add(k)
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[p] += grads[k] * slope
            if at_once and p not in seen:
                back(p)
        for p in parents:
            if p not in seen:
                back(p)

    back(result)
    return grads


def way_after_way(tape, result):
    return _depth_first(tape, result, at_once=False)


def share_after_share(tape, result):
    return _depth_first(tape, result, at_once=True)


def downwards(tape, result):
    return _read(tape, result, order=iter)


def last_line(tape, result):
    return _read(tape, -1)


def no_start(tape, result):
    return _read(tape, result, first=0.0)


def ones(tape, result):
    return _read(tape, result, start=1.0)


def value_for_start(tape, result):
    return _read(tape, result, first=tape[result][0])


def other_slope(tape, result):
    swapped = _with_lines(tape, lambda p, s: (p, s[::-1]))
    return _read(swapped, result)


def each_parent_once(tape, result):
    def once(parents, slopes):
        pairs = dict(zip(parents, slopes, strict=True))
        return tuple(pairs), tuple(pairs.values())

    return _read(_with_lines(tape, once), result)


def set_of_parents(tape, result):
    def once(parents, slopes):
        own = tuple(set(parents))
        return own, slopes[: len(own)]

    return _read(_with_lines(tape, once), result)


def value_for_slope(tape, result):
    return _read(tape, result, lambda held, up, s, value: held + up * value)


def own_value(tape, result):
    grads = [0.0] * len(tape)
    grads[result] = 1.0
    for k in reversed(range(len(tape))):
        value, parents, _ = tape[k]
        for p in parents:
            grads[p] += grads[k] * value
    return grads


def slopes_alone(tape, result):
    return _read(tape, result, lambda held, up, s, value: held + s)


def slopes_added(tape, result):
    return _read(tape, result, lambda held, up, s, value: held + up + s)


def first_kept(tape, result):
    return _read(tape, result, lambda held, up, s, value: held or up * s)


def used_up(tape, result):
    grads = _read(tape, result)
    tape.clear()
    return grads


def one_line(tape, result):
    return _read(tape, result, order=lambda lines: [lines[-1]])


def down_to_the_result(tape, result):
    return _read(tape, result)[: result + 1]


def last_unread(tape, result):
    return _read(tape, result, order=lambda lines: reversed(lines[:-1]))


def taken_from_parents(tape, result):
    grads = [0.0] * len(tape)
    grads[result] = 1.0
    for k in reversed(range(len(tape))):
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[k] += grads[p] * slope
    return grads
