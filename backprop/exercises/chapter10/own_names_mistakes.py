"""What goes wrong with names of one's own: 10.8's catalogue."""

from ..record import Wrong
from . import wrong_namers as namers

MISTAKES = (
    Wrong(
        "last-letter-alone",
        namers.Pairs,
        "Your chances depend on the letter before and on nothing else, as "
        "counts of pairs do. Carry a state: h begins at 0, and each letter "
        "of the beginning makes a new one of it, h = tanh(E[token] + h Wh).",
    ),
    Wrong(
        "too-weak",
        namers.Early,
        "Does its loss still fall? Then train longer, or in larger steps, "
        "with the norm clipped. If it does not, check the gradients: is the "
        "one from the next step in them, and is Wh trained too?",
    ),
    Wrong(
        "not-trained",
        namers.Untrained,
        "The loss is about that of a net that knows nothing. Do the steps "
        "go down, p -= lr * dp, and into the arrays that chances uses? Is a "
        "letter's token the same in training and in chances, a = 1?",
    ),
    Wrong(
        "not-shifted",
        namers.Copies,
        "The label at a place is the letter that comes next. Yours is the "
        "letter that was read: labels begin with the first letter and end "
        "with 0, X begins with 0 and ends with the last letter.",
    ),
    Wrong(
        "not-chances",
        namers.Logits,
        "27 chances are none of them negative, and their sum is 1: the "
        "softmax of the logits.",
    ),
    Wrong(
        "not-finite",
        namers.NotFinite,
        "Too long a step can do that, or the exponential of a large number. "
        "Clip the gradient's norm, and subtract the largest logit first.",
        section="10-sequences#Where clipping is needed",
    ),
    Wrong(
        "never",
        namers.Never,
        "A chance of exactly 0 says that something cannot come, and if it "
        "does come, the loss is infinite. Give the softmax itself, not a 1 "
        "at the most likely letter.",
    ),
    Wrong(
        "state-carried",
        namers.Carried,
        "Every call begins a new name, with the state at 0. Yours goes on "
        "where the last call has ended.",
    ),
    Wrong(
        "most-likely",
        namers.MostLikely,
        "You take the most likely letter each time, and that is the same "
        "way through every name. Draw it: rng.choice(27, p=chances).",
    ),
    Wrong(
        "other-chance",
        namers.OtherChance,
        "sample draws with the rng that it is given, and with no other: then "
        "the same rng gives the same name.",
    ),
    Wrong(
        "not-from-the-net",
        namers.Uniform,
        "Each letter is drawn with the chances that your net gives after "
        "the whole beginning so far. Are they passed on, p=chances, and is "
        "the drawn token made a letter by chr(96 + token)?",
    ),
    Wrong(
        "never-ends",
        namers.Endless,
        "Token 0 is the end mark: when it is drawn, the name is finished.",
    ),
    Wrong(
        "cut-short",
        namers.CutShort,
        "Every word of the list is longer. A name goes on until the end mark "
        "is drawn: is your loop over after a fixed number of letters?",
    ),
    Wrong(
        "other-signs",
        namers.EndMark,
        "A name consists of the letters a to z alone. The end mark is not "
        "part of it.",
    ),
    Wrong(
        "no-text",
        namers.Tokens,
        "sample returns the name as a text, a str. Token k is the letter "
        "chr(96 + k).",
    ),
    Wrong(
        "out-of-the-list",
        namers.FromTheList,
        "Your samples are words of the list. New ones are wanted: begin with "
        "nothing, and draw letter by letter until the end mark comes.",
    ),
)
