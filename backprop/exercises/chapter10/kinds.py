"""Words of a made-up kind, in which the first vowel decides the others.

Counts of pairs cannot know this, because a consonant stands between; a net
that remembers one bit can.
"""

import numpy as np

KINDS = (("bdklmnrst", ("ei", "aou")), ("fghpvz", ("au", "eo")))


def words_of(rng, count, consonants, groups):
    """So many different words: consonant, vowel, two to four times."""
    found = {}
    while len(found) < count:
        vowels = groups[rng.integers(len(groups))]
        word = "".join(
            str(rng.choice(list(kind)))
            for _ in range(rng.integers(2, 5))
            for kind in (consonants, vowels)
        )
        if rng.integers(3) == 0:
            word += str(rng.choice(list(consonants)))
        found[word] = None
    return list(found)


def tokens_of(word):
    """a is 1, b is 2, …"""
    return [ord(letter) - 96 for letter in word]


def is_of(word, consonants, groups):
    """Is it of this kind: in its order, its letters and its vowels?"""
    sounds, vowels = word[::2], word[1::2]
    return (
        len(word) > 1
        and set(sounds) <= set(consonants)
        and any(set(vowels) <= set(group) for group in groups)
    )


def pair_chances(words):
    """(27, 27): how often each token follows each, as shares."""
    counts = np.full((27, 27), 0.1)
    for word in words:
        way = [0, *tokens_of(word), 0]
        np.add.at(counts, (way[:-1], way[1:]), 1)
    return counts / counts.sum(axis=1, keepdims=True)


def asked_of(words):
    """[(beginning, the token that follows)] of every letter and end."""
    return [
        (word[:k], token)
        for word in words
        for k, token in enumerate([*tokens_of(word), 0])
    ]
