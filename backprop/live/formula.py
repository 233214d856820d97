"""A formula as a reader types it, written on a tape of Scalars."""

import ast
import operator
import re
from typing import NamedTuple

from ..tape import Scalar

SIGNS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
CALLS = {
    "exp": (Scalar.exp, 1),
    "log": (Scalar.log, 1),
    "tanh": (Scalar.tanh, 1),
    "relu": (Scalar.relu, 1),
    "sigmoid": (Scalar.sigmoid, 1),
    "max": (Scalar.maximum, 2),
}
NAME = re.compile(r"[^\W\d_]\d*")
PRODUCT = re.compile(  # 3x and 2(x + y), but not x2 or 2e5
    r"(?<![\w.])(\d+\.?\d*|\.\d+)(?![eE][+-]?\d)\s*(?=[^\W\d_]|\()"
)


class Written(NamedTuple):
    """A tape: {Scalar: its name or ""} in the order of writing."""

    lines: dict
    result: Scalar


def written(formula, values):
    """Return the tape of a formula at the values of its letters.

    The letters' own lines come first. Numbers have none, and what is made
    of numbers alone is a number again. Raises ValueError for what
    `live_tape` does not know.
    """
    python = PRODUCT.sub(r"\1*", formula.replace("^", "**"))
    try:
        statements = ast.parse(python.strip()).body
    except SyntaxError as error:
        raise ValueError(
            f"live_tape cannot read {formula!r}: {error.msg}"
        ) from None
    letters = _letters(statements)
    if letters.keys() != values.keys():
        raise ValueError(
            f"live_tape expects numbers for {_list(letters)} in {formula!r}, "
            f"got {_list(values)}"
        )
    given = {name: Scalar(values[name]) for name in letters}
    writer, result = _Writer(formula, given), None
    for statement in statements:
        result = writer.statement(statement)
    if not isinstance(result, Scalar):
        raise writer.refusal("its result depends on no letter")
    return Written(writer.lines, result)


def _letters(statements):
    """Return the names that no statement makes, as they come."""
    names = [
        node
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, ast.Name)
    ]
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    made = {n.id for n in names if isinstance(n.ctx, ast.Store)}
    return dict.fromkeys(
        n.id for n in names if n.id not in made | CALLS.keys()
    )


def _list(names):
    return ", ".join(names) or "no letter"


class _Writer:
    def __init__(self, formula, known):
        self.formula = formula
        self.known = known
        self.lines = {scalar: name for name, scalar in known.items()}

    def refusal(self, why):
        return ValueError(f"live_tape cannot read {self.formula!r}: {why}")

    def statement(self, node):
        match node:
            case ast.Expr(value=right):
                return self.value(right)
            case ast.Assign(targets=[ast.Name(id=name)], value=right):
                if name in CALLS or name in self.known:
                    raise self.refusal(f"{name} has a meaning already")
                made = self.known[name] = self.value(right)
                if self.lines.get(made) == "":
                    self.lines[made] = name
                return made
        raise self.refusal("a statement is a formula or name = formula")

    def value(self, node):
        """Return a float, or a Scalar of the tape."""
        match node:
            case ast.Constant(value=float() | int() as number):
                return float(number)
            case ast.Name(id=name) if NAME.fullmatch(name):
                if name in self.known:
                    return self.known[name]
                raise self.refusal(f"{name} is used before it is made")
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self.line(operator.neg, inner)
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
                n = self.value(exponent)
                if isinstance(n, Scalar) or n != int(n):
                    raise self.refusal("an exponent is a whole number")
                return self.line(lambda x: x**n, base)
            case ast.BinOp(left=left, op=sign, right=right):
                if type(sign) in SIGNS:
                    return self.line(SIGNS[type(sign)], left, right)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                if name in CALLS and len(args) == CALLS[name][1]:
                    return self.line(CALLS[name][0], *args)
        raise self.refusal(f"{ast.unparse(node)} is not known")

    def line(self, operation, *nodes):
        """Write a line; of numbers alone, return another number."""
        operands = [self.value(node) for node in nodes]
        scalars = [x if isinstance(x, Scalar) else Scalar(x) for x in operands]
        made = operation(*scalars)
        if not any(isinstance(x, Scalar) for x in operands):
            return made.value
        self.lines[made] = ""
        return made
