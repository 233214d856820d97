"""Who stands in which column of a computational graph, in what order."""

from dataclasses import dataclass, field

from ..tape import children_first
from .numbers import number

COLUMNS, ROWS = 14, 8  # the most that fit
ORDERED = ("−", "/", "^")  # their first operand comes in from above
FOLDED = {  # (operation, place of the constant): text
    ("+", 0): "+ {}",
    ("+", 1): "+ {}",
    ("−", 0): "{} − ( )",
    ("−", 1): "− {}",
    ("×", 0): "× {}",
    ("×", 1): "× {}",
    ("/", 0): "{}/( )",
    ("/", 1): "/ {}",
    ("^", 0): "{}^( )",
    ("^", 1): "( )^{}",
    ("max", 0): "max({}, ·)",
    ("max", 1): "max(·, {})",
}


@dataclass(eq=False)
class Spot:
    """A place in the drawing: a Scalar, a share of a gradient, or a bend.

    text: of the operation or the leaf. share: what comes back along a
    branch, where a Scalar is used more than once.
    """

    kind: str  # "leaf", "op", "share" or "bend"
    scalar: object
    text: str = ""
    share: float = 0.0
    column: int = 0
    y: float = 0.0
    before: list = field(default_factory=list, repr=False)  # as operands
    after: list = field(default_factory=list, repr=False)


def columns_of(output, names):
    """Return lists of Spots from left to right, each from top to bottom.

    names: {Scalar: text}; leaves that it lacks are folded into their
    operation. None: every leaf is drawn. Raises ValueError for a graph of
    more than COLUMNS columns or ROWS rows.
    """
    spots, uses = _spots(output, names)
    for spot in spots:  # each after its parents
        if spot.before:
            spot.column = max(p.column + _steps(p, uses) for p in spot.before)
    for spot in spots:
        if not spot.before and uses[spot]:
            spot.column = min(
                child.column - _steps(spot, uses) for child, _ in uses[spot]
            )
    count = spots[-1].column + 1
    if count > COLUMNS:
        raise _too_large(f"{count} columns")
    for spot in spots:
        _lead_to_users(spot, uses[spot])

    columns = [[] for _ in range(count)]
    for spot in _first_met(spots[-1]):
        columns[spot.column].append(spot)
    rows = max(map(len, columns))
    if rows > ROWS:
        raise _too_large(f"{rows} rows")
    _untangle(columns)
    return columns


def _too_large(got):
    return ValueError(
        f"draw_graph fits {COLUMNS} columns and {ROWS} rows, got {got}"
    )


def _spots(output, names):
    """Return a Spot for each Scalar drawn, and {Spot: its users}."""
    operands, stack = {}, [output]
    while stack:
        scalar = stack.pop()
        if scalar in operands:
            continue
        places = range(len(scalar.parents))
        if names is not None:
            kept = [
                k
                for k in places
                if scalar.parents[k].parents or scalar.parents[k] in names
            ]
            places = kept or places  # of constants alone: none is folded
        operands[scalar] = list(places)
        stack += [scalar.parents[k] for k in places]
        if len(operands) > COLUMNS * ROWS:
            raise _too_large(f"more than {COLUMNS * ROWS} nodes")
    names = names or {}
    spots, uses = {}, {}
    for scalar in reversed(children_first(output)):
        if scalar not in operands:
            continue
        kept = operands[scalar]
        kind = "op" if scalar.parents else "leaf"
        text = _operation(scalar, kept) if kept else names.get(scalar, "")
        spot = spots[scalar] = Spot(kind, scalar, text)
        uses[spot] = []
        for k in kept:
            parent = spots[scalar.parents[k]]
            spot.before.append(parent)
            uses[parent].append((spot, k))
    return list(spots.values()), uses


def _operation(scalar, kept):
    op, n = scalar.op or "f", len(scalar.parents)
    folded = [k for k in range(n) if k not in kept]
    if n != 2 or not folded:
        return op
    value = scalar.parents[folded[0]].value
    if value < 0 and (op == "+" or (op, folded[0]) == ("−", 1)):
        op, value = "−" if op == "+" else "+", -value
        folded = [1]
    text = FOLDED.get((op, folded[0]), op)
    return text.format(number(value, 4))


def _steps(spot, uses):
    """Return the columns to a user: one more where branches part."""
    return 2 if len(uses[spot]) > 1 else 1


def _lead_to_users(spot, users):
    """Put shares and bends between a Spot and the operations it enters."""
    for child, k in users:
        start = spot
        for column in range(spot.column + 1, child.column):
            first = len(users) > 1 and column == spot.column + 1
            step = Spot("share" if first else "bend", spot.scalar)
            step.column = column
            if first:
                step.share = child.scalar.grad * child.scalar.slopes[k]
            start.after.append(step)
            step.before.append(start)
            start = step
        start.after.append(child)
        place = next(  # x·x has two: the first that is still bare
            i for i, parent in enumerate(child.before) if parent is spot
        )
        child.before[place] = start


def _first_met(spot):
    """Return all Spots as they are met from the output: trees are plane."""
    met, stack = {}, [spot]
    while stack:
        spot = stack.pop()
        if spot not in met:
            met[spot] = None
            stack += reversed(spot.before)
    return list(met)


def _untangle(columns):
    """Order each column so that few wires cross and most are short.

    Move one Spot at a time, wherever that helps.
    """
    best, better = _tangle(columns), True
    while better:
        better = False
        for column in columns:
            for spot in list(column):
                for place in range(len(column)):
                    old = list(column)
                    column.remove(spot)
                    column.insert(place, spot)
                    new = _tangle(columns)
                    if new < best - 1e-6:
                        best, better = new, True
                    else:
                        column[:] = old


def _tangle(columns):
    place = {
        spot: i - (len(column) - 1) / 2
        for column in columns
        for i, spot in enumerate(column)
    }
    total = 0.0
    for column in columns[1:]:
        ends = [(place[p], place[s]) for s in column for p in s.before]
        for i, (a, b) in enumerate(ends):
            total += 0.05 * abs(a - b)
            total += sum((a - c) * (b - d) < 0 for c, d in ends[:i])
        total += 3 * sum(
            place[spot.before[0]] > place[spot.before[1]]
            for spot in column
            if len(spot.before) == 2 and spot.scalar.op in ORDERED
        )
    return total
