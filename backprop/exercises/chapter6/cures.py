"""6.9: which cure for which net, and what it costs."""

import re

from ..record import Exercise, Verdict, Wrong
from .cure_cases import COSTS, CURES, WHY, measured

LETTERS, DIGITS = "RGSCBP", "01234"
FOLD = "06-vanishing-exploding#The cures, and what they cost"


def draw(rng):
    """The seven nets in random order."""
    seen = measured(rng)
    order = rng.permutation(list(seen))
    return {"ABCDEFG"[k]: seen[kind] for k, kind in enumerate(order)}


def _kind(text):
    """What is wrong with a net, from the words that it alone has."""
    words = {
        "gradient check": "check",
        "hidden sigmoids": "sigmoid",
        "of 1000 steps": "leaping",
        "z ≤ 0 in every": "dead",
        "size of Z falls": "fading",
        "size of Z grows": "growing",
    }
    return next((k for word, k in words.items() if word in text), "crawling")


def truth(**nets):
    kinds = {name: _kind(text) for name, text in nets.items()}
    return {name: "".join(CURES[kind]) for name, kind in kinds.items()}


def _read(said):
    """ "C2" of "c2", "C 2", "2C" or ("C", 2); or None."""
    if isinstance(said, tuple) and len(said) == 2:
        said = "".join(f"{part:g}" if isinstance(part, int | float) else
                       str(part) for part in said)  # fmt: skip
    if not isinstance(said, str):
        return None
    bare = re.sub(r"[\s,;:/+-]", "", said).upper()
    bare = bare[::-1] if bare[:1] in tuple(DIGITS) else bare
    found = re.fullmatch(f"([{LETTERS}])([{DIGITS}])", bare)
    return found and bare


def judge(cases, outcomes):
    """The first net that is not right, and what to look at there."""
    (case,), (outcome,) = cases, outcomes
    right = case.expect[0]
    if outcome.kind or len(outcome.results) != 1:
        return None
    given = outcome.results[0]
    if isinstance(given, str):
        given = tuple(re.split(r"[\s,]+", given.strip()))
    if isinstance(given, dict) and given.keys() == right.keys():
        given = tuple(given[name] for name in right)
    if not isinstance(given, tuple) or len(given) != len(right):
        return None
    read = {n: _read(said) for n, said in zip(right, given, strict=True)}
    for name, said in read.items():
        if said is None:
            return Verdict(
                False,
                f"{name} is to be a letter of a cure and the digit of its "
                "cost.",
                'Each is a text such as "C2": one of R, G, S, C, B, P, then '
                "one of 0, 1, 2, 3, 4.",
                "letters",
            )
    return _first_wrong(read, right)


def _first_wrong(read, right):
    good = [name for name in right if read[name] == right[name]]
    if len(good) == len(right):
        return Verdict(True)
    cures = [name for name in right if read[name][0] != right[name][0]]
    if not cures:
        name = next(n for n in right if n not in good)
        return Verdict(
            False,
            f"All cures are right. The cost of {name}'s is not.",
            COSTS[right[name][1]],
            "cost",
        )
    return Verdict(
        False,
        f"{len(good)} of {len(right)} are right. The first cure that is not "
        f"is {cures[0]}'s.",
        WHY[right[cures[0]][0]],
        f"cure-{right[cures[0]]}",
    )


def _believing(**instead):
    """Answers of one who takes these for these kinds, the rest right."""

    def answer(**nets):
        kinds = [_kind(text) for text in nets.values()]
        return tuple(instead.get(k, "".join(CURES[k])) for k in kinds)

    return answer


CHOICE = Exercise(
    id="6.9",
    title="Seven nets, and a cure for each",
    kind="predict",
    objective="6f",
    points=3,
    minutes=12,
    takes='seven texts of a letter and a digit, such as ("C2", "G1", ...)',
    section=FOLD,
    draw=draw,
    truth=truth,
    judge=judge,
    insight="Measure before you cure: the check, the sizes forward and back, "
    "the dead and the leaps name the cure between them.",
    more="which of the seven would you have found from the loss curve alone?",
    mistakes=(
        Wrong(
            "check-ignored",
            _believing(check="G1"),
            "The gradient check says that a gradient is wrong. No start and "
            "no path repairs a program: the check comes before all cures.",
            "All is right but the net whose gradient check fails.",
        ),
        Wrong(
            "growth-clipped",
            _believing(growing="C2"),
            "Here every step is too long, by a factor for each layer. "
            "Clipping would shorten all of them and hide a wrong gain.",
            "All is right but the net whose sizes grow in every step.",
            "06-vanishing-exploding#Exploding gradients, and clipping",
        ),
        Wrong(
            "sigmoid-kept",
            _believing(sigmoid="G1"),
            "This net has Glorot's start already. The sigmoid's slope is at "
            "most ¼; a gain that makes up for it drives z to the ends, where "
            "the slope is smaller still. Replace the hidden sigmoids.",
            "All is right but the net of sigmoids.",
            "06-vanishing-exploding#Sigmoid",
        ),
        Wrong(
            "leaps-by-rate",
            _believing(leaping="B3"),
            "A smaller rate slows all 1000 steps for the sake of a few. "
            "Clipping shortens only those that leap.",
            "All is right but the net with the leaps.",
            "06-vanishing-exploding#Exploding gradients, and clipping",
        ),
        Wrong(
            "dead-by-start",
            _believing(dead="G1"),
            "This net has He's start, and its sizes were level. The steps "
            "were too long: a smaller rate and scaled inputs keep units "
            "alive.",
            "All is right but the net with dead units.",
            "06-vanishing-exploding#Dead units",
        ),
        Wrong(
            "dead-by-clipping",
            _believing(dead="C2"),
            "No step leaps here: every step is too long, since the rate is. "
            "Lower it, and start the biases at 0.",
            "All is right but the net with dead units.",
            "06-vanishing-exploding#Dead units",
        ),
        Wrong(
            "crawl-by-start",
            _believing(crawling="G1"),
            "Its sizes are level already, so the gain is right. What is left "
            "is the depth: paths past the layers carry the gradient whole.",
            "All is right but the net that crawls.",
            "06-vanishing-exploding#Residual connections",
        ),
        Wrong(
            "paths-for-free",
            _believing(crawling="P0"),
            "A path adds X to f(X), so both need one width, and the sizes "
            "add up from block to block.",
            "All cures are right; what paths cost is not.",
            "06-vanishing-exploding#Residual connections",
        ),
        Wrong(
            "a-start-that-lasts",
            _believing(fading="G0", growing="G0", sigmoid="S0"),
            "0 is for a repair of the program. A start costs nothing while "
            "the net trains, but it promises nothing for later: say 1.",
            "All cures are right; what a start costs is not.",
        ),
        Wrong(
            "paths-for-all",
            _believing(fading="P4", growing="P4"),
            "Paths would add to a wrong factor and not mend it, and they "
            "cost widths and sizes. Go down the list: a gain that suits the "
            "activation comes first, and costs nothing.",
            "All is right but the two nets with a wrong gain.",
            "06-vanishing-exploding#He: ReLU",
        ),
    ),
)
