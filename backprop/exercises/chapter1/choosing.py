"""1.9: which function for which job."""

from ..record import Exercise, Verdict, Wrong
from .jobs import JOBS, LETTERS, PRICE, TAGS, WHY, sort

NAMES = {
    "NONE": "N", "NO F": "N", "SIGMOID": "S", "TANH": "T", "SOFTMAX": "X",
    "RELU": "R", "LEAKY": "L", "LEAKY RELU": "L",
}  # fmt: skip
SECTIONS = {"X": "01-forward-pass#From scores to probabilities"}


def draw(rng):
    """A job of each sort, and the tags, in random order."""
    jobs = [str(rng.choice(JOBS[letter])) for letter in LETTERS]
    jobs += [TAGS, PRICE]
    order = rng.permutation(len(jobs))
    return {"ABCDEFGH"[n]: jobs[k] for n, k in enumerate(order)}


def truth(**jobs):
    return {name: sort(job) for name, job in jobs.items()}


def _read(said):
    """A letter or a name as a letter, or None."""
    if not isinstance(said, str):
        return None
    word = said.strip().upper().replace("-", " ").replace("_", " ")
    word = NAMES.get(word, word)
    return word if word in tuple(LETTERS) else None


def judge(cases, outcomes):
    """Names and small letters are as right; else the first wrong job."""
    (case,), (outcome,) = cases, outcomes
    right = case.expect[0]
    if outcome.kind or len(outcome.results) != 1:
        return None
    given = outcome.results[0]
    if isinstance(given, str) and len(given.strip()) == len(right):
        given = tuple(given.strip())
    if isinstance(given, dict) and given.keys() == right.keys():
        given = tuple(given[name] for name in right)
    if not isinstance(given, tuple) or len(given) != len(right):
        return None
    for name, said in zip(right, given, strict=True):
        if _read(said) is None:
            return Verdict(
                False,
                f"{name} is to be one of the letters N, S, T, X, R, L.",
                'Each is a text of one letter, as in ("N", "S", ...).',
                "letters",
            )
    good = {n: _read(s) == right[n] for n, s in zip(right, given, strict=True)}
    if all(good.values()):
        return Verdict(True)
    first = next(name for name in good if not good[name])
    kind = right[first]
    return Verdict(
        False,
        f"{sum(good.values())} of {len(good)} are right; the first that is "
        f"not is {first}.",
        WHY[kind],
        f"job-{kind}",
        SECTIONS.get(kind, ""),
    )


def _believing(**instead):
    """Letters of one who takes these in place of the right ones."""

    def answer(**jobs):
        right = truth(**jobs)
        return tuple(
            instead.get("TAGS" if jobs[n] == TAGS else
                        "PRICE" if jobs[n] == PRICE else k, k)
            for n, k in right.items()
        )  # fmt: skip

    return answer


CHOOSING = Exercise(
    id="1.9",
    title="Which function for which job?",
    kind="predict",
    objective="1b",
    points=2,
    minutes=6,
    takes='eight texts of one letter each, such as ("N", "S", ...)',
    section="01-forward-pass#Three ways to bend",
    draw=draw,
    truth=truth,
    judge=judge,
    insight="At the output the answer's range chooses the function; inside "
    "the net its slope does.",
    mistakes=(
        Wrong(
            "tags-by-softmax",
            _believing(TAGS="X"),
            "Softmax makes the probabilities add up to 1, so that one tag "
            "takes from the others. Several tags may hold at once: each is "
            "a yes or no of its own.",
            "All is right but the tags.",
            "01-forward-pass#From scores to probabilities",
        ),
        Wrong(
            "classes-by-sigmoid",
            _believing(X="S"),
            "Exactly one of these classes is right, so their probabilities "
            "add up to 1. Single sigmoids may all say yes, or all no.",
            "All is right but the classes of which one is right.",
            "01-forward-pass#From scores to probabilities",
        ),
        Wrong(
            "price-by-relu",
            _believing(PRICE="R"),
            "A price is positive, but an output with ReLU has slope 0 "
            "wherever z is negative: it would say 0, and a small change of "
            "its weights would not show. Any number needs no f.",
            "All is right but the price.",
        ),
        Wrong(
            "sigmoid-for-any-number",
            _believing(N="S", PRICE="S"),
            "A sigmoid gives values between 0 and 1 alone. These two numbers "
            "may be far outside.",
        ),
        Wrong(
            "relu-for-any-number",
            _believing(N="R", PRICE="R"),
            "ReLU gives nothing below 0, and it is for the inside of a net. "
            "An output that may be any number has no f.",
        ),
        Wrong(
            "sigmoid-for-tanh",
            _believing(T="S"),
            "The sigmoid gives nothing below 0. This range begins at -1.",
        ),
        Wrong(
            "sigmoid-inside",
            _believing(R="S", L="S"),
            "Inside a net the slope decides. The sigmoid's is at most ¼, "
            "and it saturates on both sides.",
        ),
        Wrong(
            "tanh-inside",
            _believing(R="T", L="T"),
            "Inside a net the slope decides. That of tanh is 1 at 0 alone, "
            "and it saturates on both sides.",
        ),
        Wrong(
            "leaky-forgotten",
            _believing(L="R"),
            "ReLU has slope 0 on the left, and these units are there for "
            "nearly every input. A small slope on the left lets changes "
            "through.",
            "All is right but the hidden units that must not die.",
        ),
        Wrong(
            "leaky-everywhere",
            _believing(R="L"),
            "The leaky form has a small slope on the left. Here the slope "
            "there is to be exactly 0.",
        ),
    ),
)
