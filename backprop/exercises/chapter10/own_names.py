"""10.8: the project, names of a kind of your own."""

import numpy as np

from ..case import case, step
from ..forms import form
from ..record import Exercise, Verdict
from .kinds import KINDS, asked_of, is_of, pair_chances, tokens_of, words_of
from .own_names_mistakes import MISTAKES
from .sections import NAMES

GIVEN, KEPT, SAMPLES = 300, 30, 40
BETTER = 0.1  # nats a letter, than counts of pairs
LONGEST, HARMONY, KNOWN = 30, 0.35, 0.9


def cases(rng):
    return [_case(f"kind {k + 1}", rng, *kind) for k, kind in enumerate(KINDS)]


def _case(name, rng, consonants, groups):
    words = words_of(rng, GIVEN + KEPT, consonants, groups)
    words = [words[k] for k in rng.permutation(len(words))]
    given, kept = words[:GIVEN], words[GIVEN:]
    beginnings = ["", *dict.fromkeys(b for b, _ in asked_of(kept)), ""]
    one, again = (np.random.default_rng(5) for _ in range(2))
    steps = [step("new", (given,), inputs=("words",))]
    steps += [step("chances", (b,), inputs=("beginning",)) for b in beginnings]
    steps += [step("sample", (one,), inputs=("rng",)) for _ in range(SAMPLES)]
    steps += [step("sample", (again,), inputs=("rng",)) for _ in range(3)]
    return case(name, steps, factors={"kept": np.array(kept)})


def judge(cases, outcomes):
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    if any(outcome.changed for outcome in outcomes):
        return None
    for one, outcome, kind in zip(cases, outcomes, KINDS, strict=False):
        said = _of_chances(one, outcome) or _of_samples(one, outcome, kind)
        if said:
            return said
    return Verdict(True)


def _split(one, outcome, do):
    """[(the arguments, the result)] of the steps of this name."""
    both = zip(one.steps, outcome.results, strict=True)
    return [(asked.args, result) for asked, result in both if asked.do == do]


def _of_chances(one, outcome):
    found = _split(one, outcome, "chances")
    for (beginning,), p in found:
        said = _one_row(one, beginning, p)
        if said:
            return said
    chances = {beginning: p for (beginning,), p in found}
    if not np.allclose(found[0][1], found[-1][1], rtol=1e-6, atol=1e-9):
        return _told(
            "state-carried",
            'chances("") gave something else when it was asked a second time.',
        )
    return _of_loss(one, chances)  # fmt: skip


def _one_row(one, beginning, p):
    """The Verdict on the form of one call's result, or None."""
    bad = form("chances", p, np.zeros(27), one)
    if bad:
        return Verdict(False, bad.symptom, bad.cause, bad.name)
    p = np.asarray(p, dtype=float)
    if not np.isfinite(p).all():
        return _told("not-finite", "chances holds NaN or infinity.")
    if p.min() < 0 or abs(p.sum() - 1) > 1e-4:
        return _told(
            "not-chances",
            f"chances({beginning!r}) sums to "
            f"{p.sum():.3g}, and its smallest entry is "
            f"{p.min():.3g}.",
        )
    return None  # fmt: skip


def _of_loss(one, chances):
    words, kept = one.steps[0].args[0], one.factors["kept"].tolist()
    asked = asked_of(kept)
    own = np.array([chances[b][token] for b, token in asked])
    if own.min() <= 0:
        return _told("never", "A letter that comes was given the chance 0.")
    loss = float(-np.log(own).mean())
    pairs = pair_chances(words)
    last = [(tokens_of(b)[-1] if b else 0, token) for b, token in asked]
    least = float(-np.log([pairs[at] for at in last]).mean())
    said = (
        f"On words kept aside the loss is {loss:.2f} nats a letter; counts "
        f"of pairs reach {least:.2f}, and wanted is {BETTER} less."
    )
    if loss <= least - BETTER:
        return None
    same = [chances[b][tokens_of(b)[-1]] for b, _ in asked if b]
    if np.mean(same) > 0.5:
        return _told(
            "not-shifted",
            "The letter just read gets a chance of "
            f"{np.mean(same):.0%} to come again.",
        )
    if loss > np.log(27) - 0.3:
        return _told(
            "not-trained",
            f"{said} Without any training it is {np.log(27):.2f}.",
        )
    if _by_last_letter(chances):
        return _told(
            "last-letter-alone",
            f"{said} The chances are the same "
            "for all beginnings that end in the same letter.",
        )
    return _told("too-weak", said)  # fmt: skip


def _by_last_letter(chances):
    first = {}
    return all(
        np.allclose(first.setdefault(b[-1:], p), p, rtol=1e-4, atol=1e-7)
        for b, p in chances.items()
    )


def _of_samples(one, outcome, kind):
    found = [word for _, word in _split(one, outcome, "sample")]
    for word in found:
        if not isinstance(word, str):
            return _told(
                "no-text",
                f"sample should return a text, got {type(word).__name__}.",
            )
        if not all("a" <= letter <= "z" for letter in word):
            return _told("other-signs", f"A sample is {word[:30]!r}.")
    first, again = found[:SAMPLES], found[SAMPLES:]
    if max(map(len, first)) >= LONGEST:
        return _told(
            "never-ends", f"A sample has {max(map(len, first))} letters."
        )
    if max(map(len, first)) < min(map(len, one.steps[0].args[0])):
        return _told(
            "cut-short",
            f"The longest sample has {max(map(len, first))} letters.",
        )
    if len({*first}) < 5:
        return _told(
            "most-likely",
            f"{SAMPLES} samples, and only {len({*first})} different.",
        )
    if again != first[: len(again)]:
        return _told(
            "other-chance", "The same generator, begun anew, gave other names."
        )
    if np.mean([w in one.steps[0].args[0] for w in first]) > KNOWN:
        return _told("out-of-the-list", "Nearly all samples stand in words.")
    share = np.mean([is_of(word, *kind) for word in first])
    if share < HARMONY:
        return _told(
            "not-from-the-net",
            f"{share:.0%} of the samples are of the kind of the words given.",
        )
    return None  # fmt: skip


def _told(id, symptom):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, symptom, wrong.cause, id, wrong.section)


OWN_NAMES = Exercise(
    id="10.8",
    title="Names of your own kind",
    kind="build",
    objective="10f",
    points=4,
    minutes=40,
    takes="a class Namer(words) with chances(beginning) and sample(rng)",
    section=NAMES,
    cases=cases,
    judge=judge,
    many=True,
    insight="Counts of pairs see one letter back. A state carries on what "
    "it needs, here one bit from the first vowel to the last.",
    more="divide the logits by a temperature before the softmax. What do "
    "names at .5 and at 2 look like?",
    mistakes=MISTAKES,
)
