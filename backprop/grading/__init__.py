"""Grading that cannot be forged: a learner's code runs where no truth is.

python -m backprop.grading grade SUBMISSIONS --roster roster.csv --out grades/

The cells run in a sandbox (`inside/`), which holds the package without
truths, catalogues and solutions. Inputs go in and plain results come out;
they are judged here, by the judge that `check` uses. Forging a result
gains nothing: a forger must compute the right numbers for inputs that
nobody has seen.
"""
