"""A family's text, filled in with what a seed has drawn.

exercises/families/ID.md holds the statement, the answer cell with its
solution, and the worked derivation, with these marks in them:
[[kind=0]]: the line stands only where that number is drawn.
{{a}}: the number. {{phi|u}}: the bend that was drawn, at u, in TeX;
{{phi'|u}} its slope; with .py in place of TeX in NumPy.
{{helper}}: the sigmoid in NumPy, where the solution needs it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from .root import PACKAGE

FOLDER = PACKAGE.parent / "exercises" / "families"
ONLY = re.compile(r"\[\[(\w+)=(\w+)\]\] ?(.*)")
MARK = re.compile(r"\{\{(\w+)('?)(\.py)?(?:\|([^{}|]*))?\}\}")
BENDS = {  # TeX, TeX of the slope, NumPy, NumPy of the slope
    "tanh": (
        r"\tanh(@)", r"1 - \tanh^2(@)",
        "np.tanh(@)", "(1 - np.tanh(@) ** 2)",
    ),
    "sigmoid": (
        r"σ(@)", r"σ(@)\,(1 - σ(@))",
        "sigmoid(@)", "sigmoid(@) * (1 - sigmoid(@))",
    ),
    "bell": (
        r"e^{-(@)^2}", r"-2(@)\,e^{-(@)^2}",
        "np.exp(-((@) ** 2))", "-2 * (@) * np.exp(-((@) ** 2))",
    ),
    "softplus": (
        r"\ln\bigl(1 + e^{@}\bigr)", "σ(@)",
        "np.logaddexp(0, @)", "sigmoid(@)",
    ),
    "ln_cosh": (
        r"\ln\cosh(@)", r"\tanh(@)",
        "(np.logaddexp(@, -(@)) - np.log(2))", "np.tanh(@)",
    ),
}  # fmt: skip
SIGMA = "σ is the sigmoid, $σ(u) = 1/(1 + e^{-u})$. "
HELPER = "    def sigmoid(u):", "        return 1 / (1 + np.exp(-u))", ""


@dataclass(frozen=True)
class Text:
    """What is said of one function: three pieces of a notebook."""

    statement: str
    answer: str
    worked: str


def text(family, seed, folder=FOLDER):
    """The Text of a family for this seed. Raises ValueError."""
    path = Path(folder, f"{family.id}.md")
    try:
        whole = path.read_text(encoding="utf-8")
        rules = Path(folder, "rules.md").read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"{family.id} has no text: {error}") from None
    known = _fields(family.numbers(seed))
    parts = re.split(r"\+\+\+ (?:answer|worked)\n", whole)
    statement, answer, worked = (_filled(part, known) for part in parts)
    return Text(f"{statement}\n\n{rules.strip()}", answer, worked)


def _fields(numbers):
    """What the marks stand for, with what follows from it."""
    known = dict(numbers)
    if "p" in known:
        known["p1"] = known["p"] - 1
    drawn = set(map(str, known.values()))
    known["sigma"] = SIGMA if "sigmoid" in drawn else ""
    needs = drawn & {"sigmoid", "softplus"}
    known["helper"] = HELPER if needs else ()
    return known


def _filled(part, known):
    lines = []
    for line in part.strip("\n").split("\n"):
        only = ONLY.fullmatch(line)
        if line == "{{helper}}":
            lines += known["helper"]
        elif only is None:
            lines.append(line)
        elif str(known[only[1]]) == only[2]:
            lines.append(only[3])
    whole, before = "\n".join(lines), None
    while whole != before:  # the innermost first
        before = whole
        whole = MARK.sub(lambda found: _one(found, known), whole)
    return re.sub(r"\n{3,}", "\n\n", whole)


def _one(found, known):
    name, prime, python, argument = found.groups()
    value = known[name]
    if argument is None:
        return value if isinstance(value, str) else f"{value:g}"
    k = 2 * bool(python) + bool(prime)
    return BENDS[value][k].replace("@", argument.strip())
