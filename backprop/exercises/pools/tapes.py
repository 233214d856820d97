"""Tapes with a pencil, line by line: 8.1, 8.2 and 8.7."""

from .counts import typed_chain

WRITTEN = typed_chain(
    {
        "q": lambda v: v.x * v.y,
        "u": lambda v: v.q + v.z,
        "v": lambda v: v.q - v.x,
        "f": lambda v: v.u * v.v,
        "df": lambda v: 1,
        "dv": lambda v: v.df * v.u,
        "du": lambda v: v.df * v.v,
        "dq": lambda v: v.du + v.dv,
        "dz": lambda v: v.du,
        "dy": lambda v: v.dq * v.x,
        "dx": lambda v: v.dq * v.y - v.dv,
    },
    ("q", "u", "v", "f", "df", "dv", "du", "dq", "dz", "dy", "dx"),
    (
        ("q", "sum-for-product", lambda v: v.x + v.y, "Line q is the product "
         "of x and y. You added them."),
        ("u", "product-for-sum", lambda v: v.q * v.z, "Line u is the sum of q "
         "and z. You multiplied them."),
        ("u", "minus-for-plus", lambda v: v.q - v.z, "Line u is q plus z, "
         "with z's own sign."),
        ("v", "plus-for-minus", lambda v: v.q + v.x, "Line v is q minus x. "
         "To take away a negative number is to add."),
        ("v", "turned-round", lambda v: v.x - v.q, "Line v is q minus x. You "
         "took q from x."),
        ("f", "minus-at-the-end", lambda v: v.u - v.v, "Line f is the product "
         "of u and v. You took v from u."),
        ("f", "sum-at-the-end", lambda v: v.u + v.v, "Line f is the product "
         "of u and v. You added them."),
        ("df", "starts-with-f", lambda v: v.f, "Reading starts with the slope "
         "of f by f, which is 1, whatever the value of f."),
        ("df", "starts-with-0", lambda v: 0, "Reading starts with the slope "
         "of f by f, which is 1. From a 0 only zeros come."),
        ("dv", "own-factor", lambda v: v.df * v.v, "f = u · v: if v moves by "
         "1, f moves by u. So dv is the value of the other factor."),
        ("du", "own-factor-u", lambda v: v.df * v.u, "f = u · v: if u moves "
         "by 1, f moves by v. So du is the value of the other factor."),
        ("dq", "written-over", lambda v: v.du, "q is a parent of u and of v. "
         "What comes through u is added to what came through v; you have du "
         "alone."),
        ("dq", "first-kept", lambda v: v.dv, "q is a parent of u and of v. "
         "You have dv alone: what comes through u is added."),
        ("dq", "q-minus", lambda v: v.du - v.dv, "v = q - x: q enters with a "
         "plus, so its payment is dv as it is. The minus belongs to x."),
        ("dq", "shares-multiplied", lambda v: v.du * v.dv, "Payments that "
         "meet at a line are added. Along one way slopes are multiplied."),
        ("dz", "z-as-factor", lambda v: v.du * v.z, "u = q + z: a sum has the "
         "local slope 1, so dz is du as it is."),
        ("dz", "z-local", lambda v: 1, "1 is the local slope of u by z. It is "
         "multiplied by what came back, du."),
        ("dz", "z-minus", lambda v: -v.du, "u = q + z: z enters with a plus. "
         "The minus of v = q - x belongs to x."),
        ("dy", "y-not-swapped", lambda v: v.dq * v.y, "q = x · y: y receives "
         "dq times x, the other factor."),
        ("dy", "y-local", lambda v: v.x, "x is the local slope of q by y. It "
         "is multiplied by what came back, dq."),
        ("dy", "y-as-sum", lambda v: v.dq, "q = x · y: y receives dq times "
         "the other factor. dq alone would be right for a sum."),
        ("dx", "x-not-swapped", lambda v: v.dq * v.x - v.dv, "q = x · y: x "
         "receives dq times y, the other factor, besides its payment from v."),
        ("dx", "x-fork-forgotten", lambda v: v.dq * v.y, "x is a parent of q "
         "and of v. Its payment from v = q - x is missing."),
        ("dx", "x-from-v-alone", lambda v: -v.dv, "x is a parent of q and of "
         "v. Its payment from q, dq times y, is missing."),
        ("dx", "x-minus-forgotten", lambda v: v.dq * v.y + v.dv, "v = q - x "
         "falls when x grows: that payment to x is -dv."),
        ("dx", "x-local", lambda v: v.dq * v.y - 1, "-1 is the local slope of "
         "v by x. It is multiplied by what came back, dv."),
        ("dx", "x-all-local", lambda v: v.y - 1, "Those are the local slopes. "
         "Each is multiplied by what came back: dq and dv."),
        ("dx", "x-share-too-many", lambda v: v.dq * v.y - v.dv - v.du, "x is "
         "no parent of u: it has a payment from q and one from v."),
        ("dx", "x-other-share", lambda v: v.dq * v.y - v.du, "x is a parent "
         "of v, not of u: its second payment is -dv."),
    ),
)  # fmt: skip

DIAMOND = typed_chain(
    {
        "right": lambda v: v.a * (v.b - v.c),
        "recursion": lambda v: v.a * v.b + v.a * (v.b - v.c),
        "q_before_v": lambda v: v.a * v.b,
        "q_before_u": lambda v: -v.a * v.c,
        "downwards": lambda v: 0,
    },
    ("right", "recursion", "q_before_v", "q_before_u", "downwards"),
    (
        ("right", "plus", lambda v: v.a * (v.b + v.c), "f = u - v falls when "
         "v grows: the payment that comes through v has a minus."),
        ("right", "last-step", lambda v: v.b - v.c, "b - c is the gradient of "
         "q. From q to x it is multiplied by a, once more."),
        ("right", "one-way", lambda v: v.a * v.b, "There are two ways from f "
         "to x, one through u and one through v. Both count."),
        ("right", "multiplied", lambda v: -v.a * v.b * v.c, "b and c lie on "
         "two ways. Along a way slopes are multiplied; ways are added."),
        ("right", "turned", lambda v: v.a * (v.c - v.b), "u enters f with a "
         "plus and v with a minus: b - c, not c - b."),
        ("right", "as-recursion", lambda v: v.a * v.b + v.a * (v.b - v.c),
         "right is what a tape gives that is read in order: every way from f "
         "to x once."),
        ("recursion", "arrivals-once", lambda v: v.a * (v.b - v.c), "At its "
         "second arrival line q passes on all that it holds by then. The "
         "first arrival is in it once more, and reaches x twice."),
        ("recursion", "doubled", lambda v: 2 * v.a * (v.b - v.c), "Only what "
         "arrived first is passed on twice. Follow it: b reaches q, and a b "
         "goes to x; then -c reaches q, which holds b - c now."),
        ("recursion", "from-the-right", lambda v: v.a * (v.b - v.c) - v.a
         * v.c, "The first parent of f is u. So the payment b comes to q "
         "first, and it is the one that is passed on twice."),
        ("recursion", "plus-again", lambda v: v.a * v.b + v.a * (v.b + v.c),
         "The payment that comes through v has a minus: q holds b - c at the "
         "second arrival."),
        ("recursion", "q-alone", lambda v: 2 * v.b - v.c, "From q to x every "
         "payment is multiplied by a."),
        ("recursion", "last-arrival", lambda v: -v.a * v.c, "The second "
         "arrival is added to the first: q passes on b - c, and x adds that "
         "to what it holds."),
        ("q_before_v", "other-share", lambda v: -v.a * v.c, "Read before v, q "
         "holds what came through u, and passes that on."),
        ("q_before_v", "no-harm", lambda v: v.a * (v.b - v.c), "A line is "
         "read once. What arrives at q after that stays in q, and x never "
         "hears of it."),
        ("q_before_v", "q-alone-v", lambda v: v.b, "That is what q holds. x "
         "receives it times a."),
        ("q_before_u", "other-share-u", lambda v: v.a * v.b, "Read before u, "
         "q holds what came through v, and passes that on."),
        ("q_before_u", "no-harm-u", lambda v: v.a * (v.b - v.c), "A line is "
         "read once. What arrives at q after that stays in q, and x never "
         "hears of it."),
        ("q_before_u", "plus-u", lambda v: v.a * v.c, "The payment that comes "
         "through v has a minus: f = u - v."),
        ("q_before_u", "q-alone-u", lambda v: -v.c, "That is what q holds. x "
         "receives it times a."),
        ("downwards", "no-harm-down", lambda v: v.a * (v.b - v.c), "Read "
         "downwards, line q comes before u and v. It holds 0 then, and passes "
         "on 0."),
        ("downwards", "local", lambda v: v.a, "a is the local slope of q by "
         "x. It is multiplied by what q holds when it is read: 0 as yet."),
        ("downwards", "one-start", lambda v: 1, "Only f starts with 1. x is "
         "the first line, and what q passes to it is a times 0."),
        ("downwards", "early", lambda v: v.a * v.b, "Read downwards, q comes "
         "before both u and v: nothing has arrived."),
    ),
)  # fmt: skip
