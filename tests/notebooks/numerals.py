"""Reading numbers as people write them, in text, formulas and printouts."""

import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?P<sign>(?<![\w.)\]}])[-−])?"
    r"(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+|\d+\.)"
    r"(?:[eE](?P<e>[-+]?\d+)"
    r"|\s*(?:\\times|\\cdot|×|·|⨯)\s*10(?:\^\{?(?P<power>[-−+]?\d+)\}?"
    r"|(?P<super>[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?"
    r"(?P<percent>\s?\\?%)?(?!\w)"
)
POWER_OF_TEN = re.compile(
    r"(?<![\w.])((?:\\times|\\cdot|×|·)\s*)?10(?=\^\{?[-−]|⁻)"
)
SUPERSCRIPT = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
YEAR = range(1600, 2100)


@dataclass(frozen=True)
class Number:
    """A number as it is written."""

    text: str
    value: float
    step: float  # of its last digit
    digits: int  # the significant ones
    signed: bool
    percent: bool
    notable: bool


def numbers(text: str) -> list[Number]:
    """Return the numbers written in a text."""
    text = POWER_OF_TEN.sub(lambda m: (m[1] or "1⨯") + "10", text)
    return [_number(match) for match in NUMBER.finditer(text)]


def _number(match: re.Match) -> Number:
    digits = match["digits"].replace(",", "")
    power = match["e"] or (match["power"] or "").replace("−", "-")
    power = power or (match["super"] or "").translate(SUPERSCRIPT)
    exponent = int(power or 0)
    decimals = len(digits.partition(".")[2])
    value = float(f"{digits}e{exponent}")  # as Python reads it: 5e-324
    plain = digits.replace(".", "").lstrip("0")
    whole = not (decimals or power or match["percent"])
    grouped = "," in match["digits"]
    large = value >= 1000 and (grouped or value not in YEAR)
    return Number(
        text=match[0].replace("1⨯", "").strip(),
        value=-value if match["sign"] else value,
        step=float(f"1e{exponent - decimals}"),
        digits=len(plain),
        signed=bool(match["sign"]),
        percent=bool(match["percent"]),
        notable=large if whole else True,
    )
