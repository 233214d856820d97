"""Wrong functions of (tape, result), as people write them for 8.3."""

from ..pools.reading import READER

read = READER.answer()


def written_over(tape, result):
    grads = [0.0] * len(tape)
    grads[result] = 1.0
    for k in reversed(range(len(tape))):
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[p] = grads[k] * slope
    return grads


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
    """Read a line, and then its parents; at_once: each with its payment."""
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


def used_up(tape, result):
    grads = read(tape, result)
    tape.clear()
    return grads


def down_to_the_result(tape, result):
    return read(tape, result)[: result + 1]


def taken_from_parents(tape, result):
    grads = [0.0] * len(tape)
    grads[result] = 1.0
    for k in reversed(range(len(tape))):
        _, parents, slopes = tape[k]
        for p, slope in zip(parents, slopes, strict=True):
            grads[k] += grads[p] * slope
    return grads
