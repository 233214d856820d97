"""3.9: two arms of an error, and the step at which they meet."""

from fractions import Fraction

from ..pools.arms import ARMS
from ..record import Exercise
from ..slipped import wrong


def draw(rng):
    """A noise with a clean cube root, an x, and a step far below it."""
    root = float(rng.choice([1e-3, 2e-3, 3e-3, 1e-4, 2e-4, 4e-4, 5e-4]))
    return {
        "x": int(rng.integers(20, 61)),
        "h": float(rng.choice([0.01, 0.02, 0.03, 0.04, 0.05, 0.06])),
        "eps": float(f"{root**3:.4g}"),
    }


def truth(x, h, eps):
    """The errors without rounding; the steps by halving an interval."""
    step, middle = Fraction(h), Fraction(x)
    slope = 3 * middle**2
    up, down = (middle + step) ** 3, (middle - step) ** 3

    def rounding(h):
        return eps * x**3 / h

    return {
        "forward": float((up - middle**3) / step - slope),
        "central": float((up - down) / (2 * step) - slope),
        "rounding": rounding(h),
        "step_forward": _meet(lambda h: 3 * x * h - rounding(h)),
        "step_central": _meet(lambda h: h**2 - rounding(h)),
    }


def _meet(rises, low=1e-9, high=1e3):
    """Where the difference of the two arms is 0."""
    for _ in range(100):
        middle = (low * high) ** 0.5
        low, high = (low, middle) if rises(middle) > 0 else (middle, high)
    return low


def about(x, h, eps):
    return {"tolerance": 0.012}  # three digits of the truth, and the h²


WELL = "03-chain-rule#Measuring a slope well"

ARMS_MEET = Exercise(
    id="3.9",
    title="Where two arms meet",
    kind="compute",
    objective="3e",
    points=2,
    minutes=12,
    takes="(forward, central, rounding, step_forward, step_central), five "
    "numbers",
    section="03-chain-rule#Which h to use",
    draw=draw,
    truth=truth,
    chain=ARMS,
    about=about,
    insight="A noisier f wants a larger step: truncation is paid with h, "
    "noise with 1/h, and the central difference bears the larger h.",
    more="at its best step, how many right digits has the central quotient, "
    "and how many the forward one?",
    mistakes=(
        wrong(
            ARMS,
            "central-of-a-rule",
            "All is right but step_central.",
        ),
        wrong(ARMS, "meet-of-a-rule", "All is right but step_forward."),
        wrong(
            ARMS,
            "value-forgotten",
            "The error of rounding is that of a value of 1.",
            WELL,
        ),
        wrong(
            ARMS, "times-h", "The error of rounding grows with h here.", WELL
        ),
        wrong(ARMS, "forward-not-divided", section=WELL),
        wrong(ARMS, "central-as-forward", section=WELL),
        wrong(ARMS, "central-minimum", "All is right but step_central."),
        wrong(ARMS, "meet-three-missing", "All is right but step_forward."),
        wrong(ARMS, "slope-for-value", section=WELL),
    ),
)
