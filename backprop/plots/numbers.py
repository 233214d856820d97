"""How a number is written, in every figure and every table."""

from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from ..validation import float_array, whole

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def number(value, digits=3, *, fixed=False) -> str:
    """Return a number as text: 0.25, −1, 2.

    Rounded to `digits` places; zeros at the end are dropped unless
    `fixed`. The minus sign is a real one (−), there is no −0, and the
    last bits, which differ between processors, decide nothing.
    Raises TypeError for what is not a number, or for `digits` that is
    not whole.
    """
    digits = whole(digits, "digits", least=0)
    if np.ndim(value) != 0:
        raise TypeError(
            f"number expects one number, got shape {np.shape(value)}"
        )
    value = float(float_array(value, "number's value"))
    if not np.isfinite(value):
        return {"nan": "nan", "inf": "∞", "-inf": "−∞"}[str(value)]
    step = Decimal(1).scaleb(-digits)
    exact = Decimal(f"{value:.12g}")
    text = f"{exact.quantize(step, ROUND_HALF_EVEN):f}"
    if not fixed and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0."):
        text = text.lstrip("-")
    return text.replace("-", "−")


def scientific(value, digits=2) -> str:
    """Return a number with so many significant digits: 0.25, −1.4 · 10⁻⁸.

    Powers of ten are written below a thousandth and from ten thousand on.
    Raises as `number` does.
    """
    whole(digits, "digits", least=1)
    plain = float(float_array(value, "scientific's value"))
    if not np.isfinite(plain) or plain == 0 or 1e-3 <= abs(plain) < 1e4:
        return number(float(f"{plain:.{digits}g}"), 3 + digits)
    front, _, power = f"{plain:.{digits - 1}e}".partition("e")
    power = str(int(power)).replace("-", "⁻").translate(SUPERSCRIPTS)
    return f"{number(float(front), digits)} · 10{power}"


def factor(value, digits=3) -> str:
    """Return a number for use inside a product: (−1), but 2."""
    text = number(value, digits)
    return f"({text})" if text.startswith("−") else text


def indexed(letter: str, index: int) -> str:
    """Return a letter with a subscript that counts from 1: x₁."""
    return letter + str(index + 1).translate(SUBSCRIPTS)


def weighted_sum(x, w, b=None, digits=3) -> str:
    """Return x₁ w₁ + x₂ w₂ + … + b with its numbers, and what it is.

    >>> weighted_sum([2, 1], [1, -1], 3)
    '2·1 + 1·(−1) + 3 = 4'
    """
    terms = [
        f"{factor(x_i, digits)}·{factor(w_i, digits)}"
        for x_i, w_i in zip(x, w, strict=True)
    ]
    text, total = " + ".join(terms), float(np.dot(x, w))
    if b is not None:
        sign = "−" if number(b, digits).startswith("−") else "+"
        text += f" {sign} {number(abs(b), digits)}"
        total += float(b)
    return f"{text} = {number(total, digits)}"
