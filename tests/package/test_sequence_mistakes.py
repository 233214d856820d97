"""The catalogue of wrong recurrent layers and tables keeps its word."""

import numpy as np
import pytest

from backprop import (
    SGD,
    Embedding,
    GradientCheckError,
    Linear,
    Recurrent,
    Sequential,
    SoftmaxCrossEntropy,
    fit,
    gradient_check,
    letters,
    names,
)
from backprop.mistakes import SEQUENCE_MISTAKES

EACH = pytest.mark.parametrize(
    "mistake", SEQUENCE_MISTAKES.values(), ids=lambda m: m.id
)


@EACH
def test_the_check_accuses_what_the_catalogue_says(mistake):
    rng = np.random.default_rng(1)
    if mistake.kind == "recurrent":
        layer, X = mistake.layer(3, 5, rng), rng.normal(size=(2, 4, 3))
    else:
        layer, X = mistake.layer(6, 3, rng), np.array([[1, 3, 1, -1, 1]])
    with pytest.raises(GradientCheckError) as caught:
        gradient_check(layer, X, rng)
    found = caught.value.report.items()
    wrong = [name for name, v in found if v.verdict == "wrong"]
    assert sorted(wrong) == sorted(mistake.fails_on)


@EACH
def test_its_forward_is_right(mistake):
    """So that what is wrong is a gradient alone."""
    if mistake.kind == "recurrent":
        X, sizes = np.random.default_rng(2).normal(size=(2, 4, 3)), (3, 5)
    else:
        X, sizes = np.array([[1, 3, 1, -1]]), (6, 3)
    wrong, right = (
        kind(*sizes, np.random.default_rng(3))
        for kind in (mistake.layer, mistake.base)
    )
    np.testing.assert_array_equal(wrong.forward(X), right.forward(X))


@pytest.fixture(scope="module")
def reads():
    """reads(**parts): nats a letter after chapter 10's six epochs."""
    everyone = np.random.default_rng(1990).permutation(names())
    old, new = letters(list(everyone[500:])), letters(list(everyone[:500]))
    loss = SoftmaxCrossEntropy()

    def read(recurrent=Recurrent, embedding=Embedding, seed=2):
        rng = np.random.default_rng(seed)
        net = Sequential(
            embedding(27, 24, rng), recurrent(24, 64, rng), Linear(64, 27, rng)
        )
        again = np.random.default_rng(seed)
        fit(net, loss, SGD(0.1, momentum=0.9), *old, epochs=6, batch_size=64,
            rng=again)  # fmt: skip
        return loss.forward(net.forward(new[0]), new[1])

    return read


def test_the_loss_says_what_the_catalogue_says(reads):
    right = reads()
    for mistake in SEQUENCE_MISTAKES.values():
        off = reads(**{mistake.kind: mistake.layer}) - right
        assert ("worse" if off > 0.04 else "as right") == mistake.loss
        assert -0.01 < off < 0.3
