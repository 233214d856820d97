"""Both arms of the error of a difference quotient of x³: 3.9."""

from .counts import typed_chain

ARMS = typed_chain(
    {
        "f": lambda v: v.x**3,
        "forward": lambda v: 3 * v.x * v.h,
        "central": lambda v: v.h**2,
        "rounding": lambda v: v.eps * v.f / v.h,
        "meet": lambda v: (v.eps * v.x**2 / 3) ** 0.5,
        "meet_central": lambda v: (v.eps * v.f) ** (1 / 3),
    },
    ("forward", "central", "rounding", "meet", "meet_central"),
    (
        ("forward", "forward-x-squared", lambda v: 3 * v.x**2 * v.h, "3x² is "
         "the slope itself. What is left over, divided by h, begins with "
         "3xh."),
        ("forward", "forward-three-missing", lambda v: v.x * v.h, "Multiply "
         "(x + h)³ out: the term with h² is 3xh²."),
        ("forward", "forward-six", lambda v: 6 * v.x * v.h, "6x is the second "
         "slope of x³, and half of it stands in the error: 3xh."),
        ("forward", "forward-slope", lambda v: 3 * v.x**2, "That is the slope "
         "of x³. Asked is by how much the quotient misses it."),
        ("forward", "forward-not-divided", lambda v: 3 * v.x * v.h**2, "3xh² "
         "is what is left of (x + h)³. The difference is divided by h."),
        ("forward", "forward-as-central", lambda v: v.h**2, "The even powers "
         "of h cancel in the central difference alone. To one side 3xh "
         "stays."),
        ("central", "central-not-divided", lambda v: v.h**3, "h³ is what is "
         "left of the difference. It is divided by h: h²."),
        ("central", "central-h", lambda v: v.h, "In (x + h)³ - (x - h)³ the "
         "terms with h and h³ stay. Divided by 2h, the second is h²."),
        ("central", "central-half", lambda v: v.h**2 / 2, "The difference "
         "holds h³ twice, and is divided by 2h: h², without a half."),
        ("central", "central-twice", lambda v: 2 * v.h**2, "The difference "
         "holds h³ twice, and is divided by 2h: h², once."),
        ("central", "central-as-forward", lambda v: 3 * v.x * v.h, "In the "
         "central difference the terms 3xh² of both sides cancel. What is "
         "left is h²."),
        ("central", "central-times-x", lambda v: v.x * v.h**2, "The third "
         "slope of x³ is 6 at every x: the error is h², without an x."),
        ("central", "central-sixth", lambda v: v.h**2 / 6, "The error is h²/6 "
         "times the third slope, and that is 6 for x³."),
        ("rounding", "value-forgotten", lambda v: v.eps / v.h, "eps is the "
         "relative error. The value itself, x³, is off by eps times x³."),
        ("rounding", "x-for-value", lambda v: v.eps * v.x / v.h, "Rounded is "
         "the value of f, which is x³, not x."),
        ("rounding", "times-h", lambda v: v.eps * v.f * v.h, "The difference "
         "is divided by h, and its error with it: a small h makes it "
         "large."),
        ("rounding", "not-divided", lambda v: v.eps * v.f, "That is the error "
         "of a value of f. The quotient divides it by h."),
        ("rounding", "half", lambda v: v.eps * v.f / (2 * v.h), "The task "
         "takes eps |f| / h for both quotients: two values are off, and "
         "their errors may add."),
        ("rounding", "double", lambda v: 2 * v.eps * v.f / v.h, "The task "
         "takes eps |f| / h for both quotients, without a 2."),
        ("rounding", "slope-for-value", lambda v: v.eps * 3 * v.x**2 / v.h,
         "Rounded is the value of f, which is x³. You took its slope."),
        ("rounding", "divided-twice", lambda v: v.eps * v.f / v.h**2, "The "
         "difference is divided by h once."),
        ("meet", "meet-of-a-rule", lambda v: v.eps**0.5, "The square root of "
         "eps is for numbers near 1. Set 3xh equal to eps x³/h, and solve "
         "for h."),
        ("meet", "meet-three-missing", lambda v: v.x * v.eps**0.5, "3xh = "
         "eps x³/h gives h² = eps x²/3: the 3 is missing."),
        ("meet", "meet-no-root", lambda v: v.eps * v.x**2 / 3, "That is h². "
         "The root is missing."),
        ("meet", "meet-x-missing", lambda v: (v.eps / 3) ** 0.5, "3xh = "
         "eps x³/h gives h² = eps x²/3. You lost the x."),
        ("meet", "meet-x-rooted", lambda v: v.x * v.eps / 3, "Of h² = "
         "eps x²/3 the root is taken of each factor, of eps/3 too."),
        ("meet", "meet-as-central", lambda v: v.x * v.eps ** (1 / 3), "A cube "
         "root belongs to the central difference. Here one h stands on each "
         "side, so h² is found."),
        ("meet", "meet-round", lambda v: 1e-5, "10⁻⁵ is for float64 and "
         "numbers of ordinary size. Here eps and x are others: set the two "
         "arms equal."),
        ("meet_central", "central-of-a-rule", lambda v: v.eps ** (1 / 3),
         "The cube root of eps is for numbers near 1. Set h² equal to "
         "eps x³/h: x stays as a factor."),
        ("meet_central", "central-square-root", lambda v: v.x * v.eps**0.5,
         "h² = eps x³/h gives h³ = eps x³, so a cube root is taken."),
        ("meet_central", "central-no-root", lambda v: v.eps * v.x**3, "That "
         "is h³. The cube root is missing."),
        ("meet_central", "central-minimum", lambda v: v.x * (v.eps / 2)
         ** (1 / 3), "That is where the sum of the arms is smallest. Asked "
         "is where the arms meet: h² = eps x³/h."),
        ("meet_central", "central-forward", lambda v: v.x * (v.eps / 3)
         ** 0.5, "That is the step of the forward difference. The central "
         "one has the arm h² in place of 3xh."),
        ("meet_central", "central-round", lambda v: 1e-5, "10⁻⁵ is for "
         "float64 and numbers of ordinary size. Here eps and x are others: "
         "set the two arms equal."),
    ),
)  # fmt: skip
