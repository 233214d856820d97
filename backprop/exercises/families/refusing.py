"""What an answer to a family may not be made of, read from its text.

A derivation needs the real numbers of float64. Complex numbers, other
precisions and other libraries serve to get round it. Only names are looked
for: whoever hides one on purpose is not found here.
"""

import re
import unicodedata

from ..comments import without_comments

MOST = 4000  # characters of code; a solution has less than 1000
WAYS = {
    "complex numbers": "complex complex64 complex128 complex256 csingle "
    "cdouble clongdouble complexfloating typecodes sctypeDict imag iscomplex "
    "iscomplexobj emath scimath cmath",
    "numbers of another precision": "longdouble float96 float128 longfloat "
    "clongdouble decimal Decimal fractions Fraction mpmath",
    "code that is made of text, or found by name": "eval exec compile "
    "getattr setattr globals locals vars __import__ importlib ctypes "
    "__builtins__ __dict__ __class__ __subclasses__ sys inspect",
}
NAMED = {name: way for way, names in WAYS.items() for name in names.split()}
NAME = re.compile(r"(?<!\w)[^\W\d]\w*")
IMAGINARY = re.compile(r"(?<![\w.])(?:\d[\d_.]*|\.\d+)(?:[eE][-+]?\d+)?[jJ]\b")
TYPE = re.compile(r"""["'][<>=|]?(?:[cf](?:8|12|16|24|32)|[DFGg])["']""")
HIDDEN = re.compile(
    r"(?:\.|\bimport\b[^\n]*\W)[\s\\]*(?:fft|eig|eigvals|roots)\b"
    r"|\(\s*-\s*[\d.]+\s*\)\s*\*\*"
)
IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([\w.]+)", re.M)
SIGNS = "complex numbers, or another precision"
CAUSE = (
    "Derive the gradient with a pencil, and compute it by its own formula, "
    "with NumPy's functions of real numbers."
)


def refused(source):
    """Why an answer with this text is not tried; else nothing."""
    text = without_comments(unicodedata.normalize("NFKC", source))
    for name in NAME.findall(text):
        if name in NAMED:
            return f"The answer uses {NAMED[name]}: {name}."
    if len(text) > MOST:  # the rest takes time that grows with the square
        return f"The answer has more than {MOST} characters."
    for name in IMPORT.findall(text):
        if name.split(".")[0] != "numpy":
            return f"The answer imports {name}: NumPy alone may be used."
    found = (p.search(text) for p in (IMAGINARY, TYPE, HIDDEN))
    found = next(filter(None, found), None)
    if found:
        return f"The answer uses {SIGNS}: {found[0]}."
    return ""
