"""Computational graphs to step through, forward and back."""

import inspect

from ..plots.graph_columns import ORDERED, columns_of
from ..plots.graph_places import LOOKS, settle
from ..plots.numbers import SUBSCRIPTS
from ..tape import Scalar, children_first
from .element import html_table, show_element

BETWEEN = {"+": "+", "−": "−", "×": "·", "/": "/"}
KNOWN = ("", *BETWEEN, "−( )", "max", "exp", "log", "tanh", "σ", "ReLU")
LETTERS = "quvrsabcdg"  # not h, which is a nudge
HEADER = [
    "name",
    "made of",
    ("value", " class='forward'"),
    ("gradient", " class='backward'"),
]


def live_graph(graphs):
    """Show graphs that a reader steps through in the book's page.

    graphs: {"f = (x + y) · w": lambda x=-2, y=5, w=-4: (x + y) * w, …}.
    Each function takes Scalars and returns the last one; its defaults are
    the values to begin with, and what stands left of "=" names the result.
    On the way back the page asks for each local slope before it shows it.
    Elsewhere, and in print, the finished tables are shown.

    Raises ValueError for an operation other than + − × / −x max exp log
    tanh σ ReLU, an argument without a default, or a graph too large for
    `draw_graph`; TypeError if the function does not return a Scalar.
    """
    data, tables, words = [], [], []
    for title, build in graphs.items():
        output, names = _built(title, build)
        nodes = _nodes(output, names)
        data.append({"title": title, "nodes": nodes, **_layout(output, names)})
        rows = _rows_of_table(output, nodes)
        place = f" data-graph='{len(tables)}'"
        tables.append(html_table(title, HEADER, rows, place))
        words.append(f"{title}: " + "; ".join(map(_said, rows)) + ".")
    show_element(
        "live-graph", {"graphs": data}, "\n".join(tables), "\n".join(words)
    )


def _built(title, build):
    """Return the Scalar that a function makes, and {Scalar: name}."""
    leaves = {}
    for name, parameter in inspect.signature(build).parameters.items():
        if parameter.default is inspect.Parameter.empty:
            raise ValueError(f"live_graph expects a default value for {name}")
        leaves[name] = Scalar(float(parameter.default))
    output = build(**leaves)
    if not isinstance(output, Scalar):
        raise TypeError(
            "live_graph expects a function that returns a Scalar, got "
            f"{type(output).__name__}"
        )
    output.backward()
    names = {scalar: _pretty(name) for name, scalar in leaves.items()}
    result = title.partition("=")[0].strip()
    free = [c for c in LETTERS if c not in {*leaves, result}]
    made = [s for s in children_first(output)[::-1] if s.parents][:-1]
    if len(made) > len(free):
        raise ValueError(
            f"live_graph expects at most {len(free)} operations before the "
            f"last, got {len(made)}"
        )
    names |= dict(zip(made, free, strict=False))
    for into in (s for s in children_first(output) if s.op == "σ"):
        if into.parents[0] in made and "z" not in names.values():
            names[into.parents[0]] = "z"  # what a sigmoid reads
    return output, names | {output: result}


def _pretty(name):
    """w1 becomes w₁."""
    letters = name.rstrip("0123456789")
    return letters + name[len(letters) :].translate(SUBSCRIPTS)


def _nodes(output, names):
    """Return a dict for each Scalar, parents before children."""
    order = children_first(output)[::-1]
    place = {scalar: k for k, scalar in enumerate(order)}
    nodes = []
    for scalar in order:
        if scalar.op not in KNOWN:
            raise ValueError(
                f"live_graph does not know {scalar.op!r}: expected one of "
                f"{' '.join(KNOWN)}"
            )
        node = {"name": names.get(scalar, short(scalar.value))}
        if scalar.parents:
            node["op"] = scalar.op
            node["parents"] = [place[p] for p in scalar.parents]
        else:
            node["value"] = scalar.value
            node["given"] = scalar in names
        nodes.append(node)
    return nodes


def _layout(output, names):
    """Return where draw_graph would put what: heights, in inches."""
    columns = columns_of(output, names)
    height = settle(columns, LOOKS[0], True)
    order = {s: k for k, s in enumerate(children_first(output)[::-1])}
    spots = [spot for column in columns for spot in column]
    index = {spot: k for k, spot in enumerate(spots)}
    placed = []
    for spot in spots:
        before = [index[p] for p in spot.before]
        if spot.text not in ORDERED:
            before.sort(key=lambda k: -spots[k].y)
        placed.append(
            {
                "kind": spot.kind,
                "node": order[spot.scalar],
                "text": spot.text,
                "column": spot.column,
                "y": round(height - spot.y, 3),
                "before": before,
            }
        )
        if spot.kind == "share":
            placed[-1]["edge"] = _edge(spot, order)
    return {"spots": placed, "height": height}


def _edge(share, order):
    """Return [child, k]: the use of its Scalar that a share stands for."""
    before, spot = share, share.after[0]
    while spot.kind != "op":
        before, spot = spot, spot.after[0]
    sources = {p.scalar for p in spot.before}
    drawn = [k for k, p in enumerate(spot.scalar.parents) if p in sources]
    entry = next(k for k, p in enumerate(spot.before) if p is before)
    return [order[spot.scalar], drawn[entry]]


def _rows_of_table(output, nodes):
    """Return (name, made of, value, gradient) for all but constants."""
    order = children_first(output)[::-1]
    shares = {scalar: [] for scalar in order}
    shares[output].append("1")
    for child in order[::-1]:
        for parent, slope in zip(child.parents, child.slopes, strict=True):
            part = f"{factor(child.grad)} · {factor(slope)}"
            shares[parent].append(part)
    rows = []
    for scalar, node in zip(order, nodes, strict=True):
        if not (scalar.parents or node["given"]):
            continue
        made = formula(node, nodes) if scalar.parents else "given"
        grad = " + ".join(shares[scalar])
        if scalar is not output:
            grad += f" = {short(scalar.grad)}"
        rows.append((node["name"], made, short(scalar.value), grad))
    return rows


def _said(row):
    name, made, value, gradient = row
    made = "" if made == "given" else f" = {made}"
    return f"{name}{made} = {value}, gradient {gradient}"


def formula(node, nodes):
    """Return q · w, or σ(q), in the names of the parents."""
    names = [nodes[p]["name"] for p in node["parents"]]
    if node["op"] == "−( )":
        return f"−{names[0]}"
    if node["op"] in BETWEEN:
        return f" {BETWEEN[node['op']]} ".join(names)
    return f"{node['op']}({', '.join(names)})"


def short(value):
    """Return a number with at most four digits: −4, 0.1966."""
    return f"{value + 0.0:.4g}".replace("-", "−")


def factor(value):
    text = short(value)
    return f"({text})" if text.startswith("−") else text
