"""Ways to read a tape, right and wrong, on plain lines.

A tape is (parents, slopes), two lists: the line numbers of each line's
parents, and its slope by each of them.
"""


def read(parents, slopes, order, add=True):
    """The gradient of every line, if the lines are read in this order."""
    grads = [0.0] * len(parents)
    grads[-1] = 1.0
    for k in order:
        for p, slope in zip(parents[k], slopes[k], strict=True):
            grads[p] = (grads[p] if add else 0.0) + grads[k] * slope
    return grads


def upwards(parents, slopes, add=True):
    """Read from the last line to the first."""
    return read(parents, slopes, reversed(range(len(parents))), add)


def by_recursion(parents, slopes):
    """Every arrival is added, and all that is there is passed on at once."""
    grads = [0.0] * len(parents)

    def arrive(k, share):
        grads[k] += share
        for p, slope in zip(parents[k], slopes[k], strict=True):
            arrive(p, grads[k] * slope)

    arrive(len(parents) - 1, 1.0)
    return grads
