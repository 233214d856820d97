"""3.4: shapes of gradients, and sizes of Jacobians that nobody forms."""

from ..pools.shapes import GRADIENTS
from ..record import Exercise, Wrong


def draw(rng):
    return {
        "N": int(rng.choice([32, 50, 64])),
        "n_in": int(rng.choice([100, 300, 784])),
        "n_out": int(rng.choice([10, 20, 40])),
    }


def truth(N, n_in, n_out):
    outputs = N * n_out  # each has a row in a Jacobian
    return {
        "dX": (N, n_in),
        "dW": (n_in, n_out),
        "db": (n_out,),
        "dA": (N, n_out),
        "jacobian_of_Y": outputs * n_in * n_out,
        "jacobian_of_A": outputs * outputs,
        "not_zero": outputs,
    }


def _answer(sizes, **changes):
    return tuple((truth(**sizes) | changes).values())


def _entries_of_the_gradient(**sizes):
    N, n_in, n_out = sizes.values()
    return _answer(sizes, jacobian_of_Y=n_in * n_out, jacobian_of_A=N * n_out)


def _a_row_for_each_example(**sizes):
    N, n_in, n_out = sizes.values()
    return _answer(sizes, dW=(N, n_in, n_out), db=(N, n_out))


def _one_number(**sizes):
    return _answer(sizes, dX=(), dW=(), db=(), dA=())


def _transposed(**sizes):
    N, n_in, n_out = sizes.values()
    return _answer(sizes, dW=(n_out, n_in))


def _bias_as_row(**sizes):
    return _answer(sizes, db=(1, sizes["n_out"]))


def _bias_for_each_row(**sizes):
    return _answer(sizes, db=(sizes["N"], sizes["n_out"]))


def _bias_as_number(**sizes):
    return _answer(sizes, db=sizes["n_out"])


def _rows_forgotten(**sizes):
    N, n_in, n_out = sizes.values()
    return _answer(
        sizes,
        jacobian_of_Y=n_out * n_in * n_out,
        jacobian_of_A=n_out * n_out,
        not_zero=n_out,
    )


def _all_not_zero(**sizes):
    outputs = sizes["N"] * sizes["n_out"]
    return _answer(sizes, not_zero=outputs * outputs)


SHAPES = Exercise(
    id="3.4",
    title="What is formed, and what is not",
    kind="predict",
    objective="3d",
    points=2,
    minutes=5,
    takes="(dX, dW, db, dA, jacobian_of_Y, jacobian_of_A, not_zero), four "
    "shapes and three numbers",
    section="03-chain-rule#The Jacobian, and why it is never formed",
    draw=draw,
    truth=truth,
    chain=GRADIENTS,
    close=0.5,
    mistakes=(
        Wrong(
            "entries-of-the-gradient",
            _entries_of_the_gradient,
            "That many entries has the gradient of one number. A Jacobian "
            "has such a row for every output, and Y and A have many.",
            "The shapes are right; both Jacobians are too small.",
        ),
        Wrong(
            "a-row-for-each-example",
            _a_row_for_each_example,
            "W and b are there once, and all rows use them. Their gradients "
            "are sums over the uses, and have the shape of W and of b.",
            "dW and db have an axis for the examples.",
            "03-chain-rule#A gradient has the shape of its variable",
        ),
        Wrong(
            "rows-forgotten",
            _rows_forgotten,
            "Those are the Jacobians of one row. The whole Y and the whole A "
            "have N rows, and so N times as many outputs.",
            "The shapes are right; the three numbers are those of one row.",
        ),
        Wrong(
            "one-number",
            _one_number,
            "The loss is one number, but each entry of an array can be "
            "nudged by itself. There is one slope for each entry.",
            "All four shapes are that of one number.",
            "03-chain-rule#A gradient has the shape of its variable",
        ),
        Wrong(
            "transposed",
            _transposed,
            "The slope for W[i, j] stands in dW at [i, j], so dW has the "
            "shape of W. A transpose may stand in the formula, not here.",
            "All is right but dW.",
            "03-chain-rule#A gradient has the shape of its variable",
        ),
        Wrong(
            "bias-as-row",
            _bias_as_row,
            "b is (n_out,), with one axis. So is db: it has exactly the "
            "shape of its variable.",
            "All is right but db.",
            "03-chain-rule#A gradient has the shape of its variable",
        ),
        Wrong(
            "bias-for-each-row",
            _bias_for_each_row,
            "That is the shape of dY. All rows use the same b, so their "
            "shares are added, and no axis for the rows is left.",
            "All is right but db.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "bias-as-number",
            _bias_as_number,
            "A shape is a tuple. One of a single number is written with a "
            "comma, as (7,); without it Python reads a number.",
            "All is right but db, which is no tuple.",
        ),
        Wrong(
            "all-not-zero",
            _all_not_zero,
            "ReLU works entry by entry: an entry of A depends on one entry "
            "of Y. In a row of that Jacobian all others are 0.",
            "All is right but not_zero.",
        ),
    ),
)
