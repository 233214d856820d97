"""3.3: backward passes that go wrong, and what to say of each."""

from ..record import Wrong


def _back(parents, slopes, share, start=0.0, first=1.0, order=reversed):
    """Go back; share(held, upstream, slope) is what a parent then holds."""
    grads = [start] * len(parents)
    grads[-1] = first
    for k in order(range(len(parents))):
        for p, s in zip(parents[k], slopes[k], strict=True):
            grads[p] = share(grads[p], grads[k], s)
    return grads


def _added(held, upstream, slope):
    return held + upstream * slope


def _written_over(parents, slopes):
    grads = [0.0] * len(parents)
    grads[-1] = 1.0
    for k in reversed(range(len(parents))):
        for p, slope in zip(parents[k], slopes[k], strict=True):
            grads[p] = grads[k] * slope
    return grads


def _each_parent_once(parents, slopes):
    both = zip(parents, slopes, strict=True)
    once = [dict(zip(*pair, strict=True)) for pair in both]
    return _back(
        [tuple(uses) for uses in once],
        [tuple(uses.values()) for uses in once],
        _added,
    )


def _first_kept(parents, slopes):
    return _back(parents, slopes, lambda held, up, s: held or up * s)


def _forward_order(parents, slopes):
    return _back(parents, slopes, _added, order=iter)


def _last_left_out(parents, slopes):
    return [0.0] * (len(parents) - 1) + [1.0]


def _stops_early(parents, slopes):
    def all_but_two(nodes):
        return (k for k in reversed(nodes) if k > 1)

    return _back(parents, slopes, _added, order=all_but_two)


def _first_parent_alone(parents, slopes):
    return _back([p[:1] for p in parents], [s[:1] for s in slopes], _added)


def _no_start(parents, slopes):
    return _back(parents, slopes, _added, first=0.0)


def _ones_at_the_start(parents, slopes):
    return _back(parents, slopes, _added, start=1.0)


def _slopes_alone(parents, slopes):
    return _back(parents, slopes, lambda held, up, s: held + s)


def _slopes_added(parents, slopes):
    return _back(parents, slopes, lambda held, up, s: held + up + s)


MISTAKES = (
    Wrong(
        "written-over",
        _written_over,
        "With = each use writes over the share of the use before, so a "
        "value that is used several times keeps one share. The shares "
        "must be added.",
    ),
    Wrong(
        "each-parent-once",
        _each_parent_once,
        "In x·x the node x is a parent twice, and each of the two uses "
        "has a share. A set or a dict of the parents holds it once, and += "
        "on an array counts a repeated index once: see np.add.at.",
    ),
    Wrong(
        "first-kept",
        _first_kept,
        "A value that holds a gradient already is at a fork: the next "
        "share is added to it, not dropped.",
    ),
    Wrong(
        "forward-order",
        _forward_order,
        "A node may send its gradient on only when all its uses have "
        "reported, and they come later in the list. Do you go from the "
        "last node to the first? Or does a return stand inside the loop, "
        "so that it ends after the last node?",
    ),
    Wrong(
        "last-left-out",
        _last_left_out,
        "Nothing is sent on from the last node, where the gradient "
        "starts. Does your loop begin with it? range(n) ends with n - 1, "
        "the last node.",
        "The last gradient is 1, and all others are 0.",
    ),
    Wrong(
        "stops-early",
        _stops_early,
        "Node 1 may have a parent too. The end of a range is not in it: "
        "range(n - 1, 1, -1) stops at node 2.",
    ),
    Wrong(
        "first-parent-alone",
        _first_parent_alone,
        "Each parent of a node gets a share. Yours gives one to the "
        "first parent alone: does the inner loop end after it?",
    ),
    Wrong(
        "no-start",
        _no_start,
        "The slope of the last node with respect to itself is 1. "
        "Without that start, only zeros are passed on.",
    ),
    Wrong(
        "ones-at-the-start",
        _ones_at_the_start,
        "Only the last node starts with 1. Every other gradient is a "
        "sum over uses, and a sum starts at 0.",
    ),
    Wrong(
        "slopes-alone",
        _slopes_alone,
        "Along a path the slopes are multiplied: each share is the "
        "upstream gradient times the local slope.",
        section="03-chain-rule#A chain of two",
    ),
    Wrong(
        "slopes-added",
        _slopes_added,
        "Within one share, what came from behind and the local slope "
        "are multiplied. It is the shares that are added.",
        section="03-chain-rule#A chain of two",
    ),
)
