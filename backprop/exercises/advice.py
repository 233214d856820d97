"""What the usual exceptions mean, in words that lead to the repair."""

ADVICE = (
    (
        "truth value of an array",
        "max, min, and, or, if take one number or one truth value. Entry by "
        "entry work np.maximum, np.minimum, &, | and np.where.",
    ),
    (
        "does not support ufuncs",
        "NumPy's functions do not write on a tape. A Tensor has methods of "
        "its own: X.exp(), X.log(), X.tanh(), X.sum(axis=1, keepdims=True).",
    ),
    (
        "expected its gradient dY, got none",
        "backward() without an argument starts with 1, at a number. At an "
        "array it needs the gradient that has arrived: Y.backward(dY).",
    ),
    (
        "could not be broadcast together",
        "+ - * / work entry by entry, on equal shapes or axes of length 1. "
        "The matrix product is @. A sum or maximum over axis=1 stays a "
        "column with keepdims=True.",
    ),
    (
        "enough dimensions",
        "An array belongs on both sides of @. Here stands a single number, "
        "or dots that are left.",
    ),
    (
        "matmul",
        "Is it entry by entry? Then write *, as with the slope of a bend. In "
        "a product (n, m) @ (m, k) the two inner sizes must agree. Is a "
        "factor to be transposed, or are the two in the wrong order?",
    ),
    (
        "shapes",
        "The sizes do not fit. Write the shape beside each array of that "
        "line.",
    ),
    (
        "'ellipsis'",
        "Some dots are left in your code, or in a cell above that has not "
        "been run.",
    ),
    (
        "NameError",
        "A name is spelled otherwise than where it was made, or its cell "
        "has not been run.",
    ),
    (
        "'NoneType'",
        "A value is None: a function without return gives None, and so do "
        "methods that work in place, such as sort and append.",
    ),
    (
        "has no attribute",
        "What is read there has not been stored: is it spelled otherwise "
        "where it is set, or set in a method that is called later?",
    ),
    (
        "out of bounds for array of dimension",
        "The array has fewer axes by then. A sum drops its axis, and those "
        "behind it move up, unless keepdims=True keeps it. Does one of your "
        "lines count the axes of another array?",
    ),
    (
        "cannot reshape",
        "reshape keeps every entry, and changes the shape alone: both shapes "
        "must have as many entries. Is a sum missing before it?",
    ),
    (
        "is out of bounds",
        "Positions count from 0: the last of n is n - 1. Is it an index of "
        "another axis?",
    ),
    (
        "only integer",
        "An index must be a whole number, or an array of them.",
    ),
    (
        "can be converted to Python scalar",
        "An array came where one number belongs. Is a sum missing? If the "
        "array is meant, np.exp and the like take it, where math does not.",
    ),
    (
        "diverges was called",
        "Your loop does not end. Is the middle computed anew in each round, "
        "and does it replace one of the ends?",
    ),
    (
        "RecursionError",
        "A function calls itself without end.",
    ),
)


def advice(error):
    """The advice for an exception's sentence."""
    for words, said in ADVICE:
        if words in error:
            return said
    return (
        "This is your own code's exception. Call your function with numbers "
        "of your choice to see all of it."
    )
