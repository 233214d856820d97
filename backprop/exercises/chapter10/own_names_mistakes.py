"""What goes wrong with names of one's own: 10.8's catalogue."""

import numpy as np

from ..record import Wrong
from .kinds import tokens_of
from .small_net import SmallNet


class _Pairs:
    def __init__(self, words):
        self.counts = np.full((27, 27), 0.1)
        for word in words:
            tokens = [0] + [ord(c) - 96 for c in word] + [0]
            np.add.at(self.counts, (tokens[:-1], tokens[1:]), 1)

    def chances(self, beginning):
        row = self.counts[ord(beginning[-1]) - 96 if beginning else 0]
        return row / row.sum()

    def sample(self, rng):
        token = rng.choice(27, p=self.chances(""))
        word = ""
        while token != 0:
            word += chr(96 + token)
            token = rng.choice(27, p=self.chances(word))
        return word


class _Early(SmallNet):
    steps = 12


class _Untrained(SmallNet):
    steps = 0


class _Copies(SmallNet):
    shift = 0


class _Logits(SmallNet):
    def chances(self, beginning):
        return np.log(super().chances(beginning)) + 5


class _Carried(SmallNet):
    def chances(self, beginning):
        p, self.h0 = super().chances(beginning), self.h
        return p


class _Never(SmallNet):
    def chances(self, beginning):
        p = np.zeros(27)
        p[super().chances(beginning).argmax()] = 1
        return p


class _NotFinite(SmallNet):
    def chances(self, beginning):
        return super().chances(beginning) * np.nan


class _MostLikely(SmallNet):
    def next_token(self, word, rng):
        return int(self.chances(word).argmax())


class _OtherChance(SmallNet):
    def __init__(self, words):
        super().__init__(words)
        self.own = np.random.default_rng(1)

    def next_token(self, word, rng):
        return super().next_token(word, self.own)


class _Uniform(SmallNet):
    def next_token(self, word, rng):
        return int(rng.integers(27))


class _Endless(SmallNet):
    def next_token(self, word, rng):
        p = self.chances(word)[1:]
        return 0 if len(word) > 40 else int(rng.choice(26, p=p / p.sum())) + 1


class _CutShort(SmallNet):
    def sample(self, rng):
        return super().sample(rng)[:3]


class _EndMark(SmallNet):
    def sample(self, rng):
        return super().sample(rng) + "."


class _Tokens(SmallNet):
    def sample(self, rng):
        return tokens_of(super().sample(rng))


class _FromTheList(SmallNet):
    def __init__(self, words):
        super().__init__(words)
        self.words = list(words)

    def sample(self, rng):
        return self.words[rng.integers(len(self.words))]


MISTAKES = (
    Wrong(
        "last-letter-alone",
        _Pairs,
        "Your chances depend on the letter before and on nothing else, as "
        "counts of pairs do. Carry a state: h begins at 0, and each letter "
        "of the beginning makes a new one of it, h = tanh(E[token] + h Wh).",
    ),
    Wrong(
        "too-weak",
        _Early,
        "Does its loss still fall? Then train longer, or in larger steps, "
        "with the norm clipped. If it does not, check the gradients: is the "
        "one from the next step in them, and is Wh trained too?",
    ),
    Wrong(
        "not-trained",
        _Untrained,
        "The loss is about that of a net that knows nothing. Do the steps "
        "go down, p -= lr * dp, and into the arrays that chances uses? Is a "
        "letter's token the same in training and in chances, a = 1?",
    ),
    Wrong(
        "not-shifted",
        _Copies,
        "The label at a place is the letter that comes next. Yours is the "
        "letter that was read: labels begin with the first letter and end "
        "with 0, X begins with 0 and ends with the last letter.",
    ),
    Wrong(
        "not-chances",
        _Logits,
        "27 chances are none of them negative, and their sum is 1: the "
        "softmax of the logits.",
    ),
    Wrong(
        "not-finite",
        _NotFinite,
        "Too long a step can do that, or the exponential of a large number. "
        "Clip the gradient's norm, and subtract the largest logit first.",
        section="10-sequences#sec-10-clipping",
    ),
    Wrong(
        "never",
        _Never,
        "A chance of exactly 0 says that something cannot come, and if it "
        "does come, the loss is infinite. Give the softmax itself, not a 1 "
        "at the most likely letter.",
    ),
    Wrong(
        "state-carried",
        _Carried,
        "Every call begins a new name, with the state at 0. Yours goes on "
        "where the last call has ended.",
    ),
    Wrong(
        "most-likely",
        _MostLikely,
        "You take the most likely letter each time, and that is the same "
        "way through every name. Draw it: rng.choice(27, p=chances).",
    ),
    Wrong(
        "other-chance",
        _OtherChance,
        "sample draws with the rng that it is given, and with no other: then "
        "the same rng gives the same name.",
    ),
    Wrong(
        "not-from-the-net",
        _Uniform,
        "Each letter is drawn with the chances that your net gives after "
        "the whole beginning so far. Are they passed on, p=chances, and is "
        "the drawn token made a letter by chr(96 + token)?",
    ),
    Wrong(
        "never-ends",
        _Endless,
        "Token 0 is the end mark: when it is drawn, the name is finished.",
    ),
    Wrong(
        "cut-short",
        _CutShort,
        "Every word of the list is longer. A name goes on until the end mark "
        "is drawn: is your loop over after a fixed number of letters?",
    ),
    Wrong(
        "other-signs",
        _EndMark,
        "A name consists of the letters a to z alone. The end mark is not "
        "part of it.",
    ),
    Wrong(
        "no-text",
        _Tokens,
        "sample returns the name as a text, a str. Token k is the letter "
        "chr(96 + k).",
    ),
    Wrong(
        "out-of-the-list",
        _FromTheList,
        "Your samples are words of the list. New ones are wanted: begin with "
        "nothing, and draw letter by letter until the end mark comes.",
    ),
)
