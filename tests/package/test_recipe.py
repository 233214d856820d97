"""The recipe of chapter 5: its run, its picture, and what it loads."""

import subprocess
import sys

import numpy as np
import pytest

from backprop import Linear, ReLU, Sequential, SoftmaxCrossEntropy, moons
from backprop.book.recipe import recipe, trained


def test_the_losses_are_those_of_a_plain_loop():
    rng = np.random.default_rng(3)
    X, t = moons(200, rng, noise=0.2)
    net = Sequential(Linear(2, 16, rng), ReLU(), Linear(16, 2, rng))
    new, labels = moons(200, rng, noise=0.2)
    loss, losses, held_out = SoftmaxCrossEntropy(), [], []
    velocity = {name: 0.0 for name in net.params()}
    for _ in range(8):
        order = rng.permutation(400)
        for rows in np.split(order, 8):
            losses.append(loss.forward(net.forward(X[rows]), t[rows]))
            net.backward(loss.backward())
            for name, p in net.params().items():
                velocity[name] = 0.5 * velocity[name] + net.grads()[name]
                p -= 0.3 * velocity[name]
        held_out.append(loss.forward(net.forward(new), labels))
    one = trained(50, 0.3, 0.5, 3)
    np.testing.assert_allclose(one.step_loss, losses, rtol=1e-9)
    np.testing.assert_allclose(one.val_loss, held_out, rtol=1e-9)

    picture = recipe(50, 0.3, 0.5, 3)
    ((x, y),) = picture.lines.values()
    assert list(y) == one.step_loss
    assert (x[0], x[8], len(x)) == (0, 1, 64)
    ((x, y),) = picture.points.values()
    assert list(x) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert list(y) == one.val_loss
    right = np.mean(net.forward(new).argmax(axis=1) == labels)
    assert picture.words == (
        f"64 steps in 8 epochs. On new points the loss ends at "
        f"{held_out[-1]:.2f}, and {100 * right:.0f} % of them are right."
    )


@pytest.mark.parametrize("seed", range(10))
def test_the_wildest_recipe_still_has_a_picture(seed):
    picture = recipe(10, 3.0, 0.9, seed)
    (line,) = picture.lines.values()
    assert np.isfinite(line[1]).all()


def test_a_recipe_that_is_none_is_refused():
    with pytest.raises(ValueError, match="lr"):
        recipe(10, -1.0, 0.0, 0)
    with pytest.raises(ValueError, match="momentum"):
        recipe(10, 0.1, 1.0, 0)


def test_the_page_needs_numpy_alone_for_it():
    code = (
        "import sys, backprop.book.recipe; "
        "sys.exit(bool({'matplotlib', 'IPython'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
