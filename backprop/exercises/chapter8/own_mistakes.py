"""What goes wrong with an operation of one's own: the catalogue of 8.8."""

from ..record import Wrong
from . import own_examples

REMEMBERS = "08-tape#What the tape remembers"
SOFTMAX = "04-backward-pass#Softmax and cross-entropy"
MEASURED = "03-chain-rule#Measuring a slope well"

MISTAKES = (
    Wrong(
        "upstream-missing",
        own_examples.UpstreamMissing,
        "A backward function gets dY and multiplies it by the slope. Yours "
        "returns "
        "the slope alone, which is right for dY = 1 only.",
        "The differences say that a factor is missing in the backward "
        "function: dY.",
    ),
    Wrong(
        "hand-without-upstream",
        own_examples.HandWithoutUpstream,
        "Those are the slopes. Each entry is multiplied by its dY, which is "
        "3, -2 and 10.",
        "Y by hand is right; dX by hand lacks its dY.",
    ),
    Wrong(
        "two-formulas",
        own_examples.TwoFormulas,
        "operation and composed must compute the same Y. Compare the two "
        "formulas at one number; the constants are where to look.",
        "The backward function is right, by differences. The composition "
        "gives "
        "another Y.",
    ),
    Wrong(
        "from-ones",
        own_examples.FromOnes,
        "Y.sum().backward() starts with ones. The gradient dY that is given "
        "belongs there: Y.backward(dY).",
        "The backward function is right, by differences. The composition's "
        "dX lacks "
        "its dY.",
    ),
    Wrong(
        "kept-on-self",
        own_examples.KeptOnSelf,
        "self has one place, and the operation can stand on a tape many "
        "times: the latest call has written over what an earlier line needs. "
        "Let back use the variables of its own call.",
        section=REMEMBERS,
    ),
    Wrong(
        "not-your-own",
        own_examples.OfTheTape,
        "The tape has this operation already. Choose another: a formula of "
        "two or three of its operations is enough.",
        "The operation is one of the tape's own.",
    ),
    Wrong(
        "flat",
        own_examples.Flat,
        "An operation whose slope is 0 wherever it has one sends nothing "
        "back, and three ways to find a 0 prove little. Choose one that "
        "rises or falls.",
        "No small nudge of X moves your Y.",
        MEASURED,
    ),
    Wrong(
        "not-the-same-twice",
        own_examples.Random,
        "What is drawn at random is drawn anew at every call, and nothing "
        "can be compared with it. Choose an operation that computes the same "
        "each time.",
        "The same X gives another Y at the second call.",
    ),
    Wrong(
        "square-missing",
        own_examples.SquareMissing,
        "The slope of X / (1 + X) is 1 / (1 + X)²: the rule for a quotient "
        "has the square of the denominator.",
    ),
    Wrong(
        "slope-at-output",
        own_examples.SlopeAtOutput,
        "A slope is taken at X, where the operation was. Yours is taken at Y.",
    ),
    Wrong(
        "value-for-slope",
        own_examples.ValueForSlope,
        "dY times Y would be right for exp, whose slope is its value. What "
        "is the slope of your operation?",
    ),
    Wrong(
        "summed",
        own_examples.Summed,
        "dX has X's shape. A sum over the rows is for what all rows share, "
        "such as a bias.",
    ),
    Wrong(
        "hand-value-off",
        own_examples.HandValueOff,
        "Put 1, 2 and 4 into your formula once more, one at a time.",
        "Y by hand is not what the operation gives.",
    ),
    Wrong(
        "hand-gradient-off",
        own_examples.HandGradientOff,
        "Write the slope as a formula of x, put in 1, 2 and 4, and multiply "
        "by 3, -2 and 10.",
        "Y by hand is right; dX by hand is not what the differences give.",
    ),
    Wrong(
        "own-entry-alone",
        own_examples.OwnEntryAlone,
        "In your operation an entry of Y depends on its whole row of X. You "
        "have its slope by the entry in its own place, the diagonal of the "
        "Jacobian; each dX has a share from every dY of the row.",
        section=SOFTMAX,
    ),
    Wrong(
        "hand-row-mixed",
        own_examples.HandRowMixed,
        "In your operation an entry of Y depends on its whole row, so each "
        "entry of dX has a share from every dY. Three slopes are not enough: "
        "do with a pencil, at 1, 2 and 4, what your `back` does.",
        "Y by hand is right; dX by hand is not what the differences give.",
        SOFTMAX,
    ),
)
