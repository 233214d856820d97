"""1.1: which of sigmoid, tanh and ReLU can give a number."""

from ..record import Exercise, Verdict, Wrong

LETTERS = "STR"
NONE = {"", "-", "–", "−", "NONE"}


def draw(rng):
    """Six outputs in random order, one of each sort."""
    outputs = [
        int(rng.integers(12, 60)) / 10,
        int(rng.integers(12, 60)) / -10,
        int(rng.integers(1, 10)) / 10,
        int(rng.integers(1, 10)) / -10,
        0,
        1,
    ]
    return {"outputs": [outputs[k] for k in rng.permutation(6)]}


def _letters(outputs, sigmoid, tanh, relu):
    """The letters of the functions whose rule holds, for each output."""
    return tuple(
        "".join(
            letter
            for letter, rule in zip(
                LETTERS, (sigmoid, tanh, relu), strict=True
            )
            if rule(y)
        )
        or "-"
        for y in outputs
    )


def _sigmoid(y):
    return 0 < y < 1


def _tanh(y):
    return -1 < y < 1


def _relu(y):
    return y >= 0


def truth(outputs):
    right = _letters(outputs, _sigmoid, _tanh, _relu)
    named = (f"the output {y}" for y in outputs)
    return dict(zip(named, right, strict=True))


def judge(cases, outcomes):
    """Letters in another order, or small, are as right."""
    right = cases[0].expect[0].values()
    if outcomes[0].kind or not isinstance(outcomes[0].results[0], tuple):
        return None
    given = outcomes[0].results[0]
    if [_set(y) for y in given] == [_set(y) for y in right]:
        return Verdict(True)
    return None


def _set(said):
    """The letters as a set; None for what is no text of them."""
    if not isinstance(said, str):
        return None
    said = said.strip().upper()
    letters = "" if said in NONE else said.replace(",", "").replace(" ", "")
    return frozenset(letters) if set(letters) <= set(LETTERS) else None


def _ends_included(outputs):
    return _letters(
        outputs, lambda y: 0 <= y <= 1, lambda y: -1 <= y <= 1, _relu
    )


def _tanh_like_sigmoid(outputs):
    return _letters(outputs, _sigmoid, _sigmoid, _relu)


def _relu_without_zero(outputs):
    return _letters(outputs, _sigmoid, _tanh, lambda y: y > 0)


def _relu_keeps_all(outputs):
    return _letters(outputs, _sigmoid, _tanh, lambda y: True)


def _relu_up_to_one(outputs):
    return _letters(outputs, _sigmoid, _tanh, lambda y: 0 <= y <= 1)


def _sigmoid_like_tanh(outputs):
    return _letters(outputs, _tanh, _tanh, _relu)


RANGES = Exercise(
    id="1.1",
    title="Which function gave this?",
    kind="predict",
    objective="1b",
    points=1,
    minutes=2,
    takes='six texts in the order of the outputs, such as ("ST", "-", ...)',
    section="01-forward-pass#Three ways to bend",
    draw=draw,
    truth=truth,
    judge=judge,
    mistakes=(
        Wrong(
            "ends-included",
            _ends_included,
            "Sigmoid and tanh come near their ends and never reach them: "
            "1 + e⁻ᶻ is larger than 1 for every z. Of the three, only ReLU "
            "gives exactly 1; tanh gives exactly 0, in its middle.",
            "The outputs 0 and 1 are not right: they are ends of a range.",
        ),
        Wrong(
            "tanh-like-sigmoid",
            _tanh_like_sigmoid,
            "The values of tanh lie in (-1, 1): a negative z gives a "
            "negative value, and z = 0 gives 0. Those in (0, 1) are the "
            "sigmoid's.",
        ),
        Wrong(
            "relu-without-zero",
            _relu_without_zero,
            "ReLU gives exactly 0 for every z that is not positive, which "
            "is its commonest value in a net.",
        ),
        Wrong(
            "relu-keeps-all",
            _relu_keeps_all,
            "max(z, 0) keeps a positive number only. No z has a negative "
            "output.",
        ),
        Wrong(
            "relu-up-to-one",
            _relu_up_to_one,
            "ReLU does not saturate on the right: it gives a positive z "
            "back as it is, however large.",
        ),
        Wrong(
            "sigmoid-like-tanh",
            _sigmoid_like_tanh,
            "1 / (1 + e⁻ᶻ) has a positive divisor, so it is positive for "
            "every z; at z = 0 it is one half.",
        ),
    ),
)
