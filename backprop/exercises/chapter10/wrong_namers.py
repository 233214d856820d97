"""Nets on words that have one thing wrong: 10.8."""

import numpy as np

from .kinds import tokens_of
from .small_net import SmallNet


class Pairs:
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


class Early(SmallNet):
    steps = 12


class Untrained(SmallNet):
    steps = 0


class Copies(SmallNet):
    shift = 0


class Logits(SmallNet):
    def chances(self, beginning):
        return np.log(super().chances(beginning)) + 5


class Carried(SmallNet):
    def chances(self, beginning):
        p, self.h0 = super().chances(beginning), self.h
        return p


class Never(SmallNet):
    def chances(self, beginning):
        p = np.zeros(27)
        p[super().chances(beginning).argmax()] = 1
        return p


class NotFinite(SmallNet):
    def chances(self, beginning):
        return super().chances(beginning) * np.nan


class MostLikely(SmallNet):
    def next_token(self, word, rng):
        return int(self.chances(word).argmax())


class OtherChance(SmallNet):
    def __init__(self, words):
        super().__init__(words)
        self.own = np.random.default_rng(1)

    def next_token(self, word, rng):
        return super().next_token(word, self.own)


class Uniform(SmallNet):
    def next_token(self, word, rng):
        return int(rng.integers(27))


class Endless(SmallNet):
    def next_token(self, word, rng):
        p = self.chances(word)[1:]
        return 0 if len(word) > 40 else int(rng.choice(26, p=p / p.sum())) + 1


class CutShort(SmallNet):
    def sample(self, rng):
        return super().sample(rng)[:3]


class EndMark(SmallNet):
    def sample(self, rng):
        return super().sample(rng) + "."


class Tokens(SmallNet):
    def sample(self, rng):
        return tokens_of(super().sample(rng))


class FromTheList(SmallNet):
    def __init__(self, words):
        super().__init__(words)
        self.words = list(words)

    def sample(self, rng):
        return self.words[rng.integers(len(self.words))]
