"""Ctrl-C in training waits for the whole step; a second one does not."""

import os
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest

from backprop import (
    SGD,
    Layer,
    Linear,
    Sequential,
    SoftmaxCrossEntropy,
    fit,
    spirals,
)

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="os.kill sends no Ctrl-C on Windows"
)


class Interrupting(Layer):
    """The identity; presses Ctrl-C in the given calls of one method."""

    def __init__(self, method, *calls):
        self.method, self.calls, self.count = method, calls, 0

    def press(self, method):
        if method == self.method:
            self.count += 1
            for _ in range(self.calls.count(self.count)):
                os.kill(os.getpid(), signal.SIGINT)

    def forward(self, X):
        self.press("forward")
        return X

    def backward(self, dY):
        self.press("backward")
        return dY


def setting(layer=None):
    rng = np.random.default_rng(0)
    X, labels = spirals(20, rng)
    middle = [layer] if layer else []
    return Sequential(Linear(2, 5, rng), *middle, Linear(5, 3, rng)), X, labels


def train(model, X, labels, epochs=4, **given):
    return fit(
        model,
        SoftmaxCrossEntropy(),
        SGD(0.1),
        X,
        labels,
        epochs=epochs,
        batch_size=10,
        rng=np.random.default_rng(1),
        **given,
    )


def after(steps):
    """The parameters after so many whole steps of six an epoch."""
    model, X, labels = setting()
    loss, optimizer = SoftmaxCrossEntropy(), SGD(0.1)
    rng = np.random.default_rng(1)
    from backprop import batches

    done = 0
    while done < steps:
        for X_batch, t_batch in batches(X, labels, 10, rng):
            loss.forward(model.forward(X_batch), t_batch)
            model.backward(loss.backward())
            optimizer.step(model.params(), model.grads())
            done += 1
            if done == steps:
                break
    return list(model.params().values())


@pytest.mark.parametrize("method", ["forward", "backward"])
@pytest.mark.parametrize("step", [1, 6, 8])
def test_ctrl_c_waits_for_the_whole_step(method, step, ctrl_c):
    model, X, labels = setting(Interrupting(method, step))
    history = train(model, X, labels)
    assert history.stopped_by == "interrupt"
    assert len(history.step_loss) == step
    assert len(history.loss) == (step - 1) // 6
    for p, expected in zip(model.params().values(), after(step), strict=True):
        np.testing.assert_array_equal(p, expected)
    assert signal.getsignal(signal.SIGINT) is ctrl_c


def test_a_second_ctrl_c_interrupts_at_once(ctrl_c):
    model, X, labels = setting(Interrupting("forward", 3, 3))
    with pytest.raises(KeyboardInterrupt):
        train(model, X, labels)
    assert signal.getsignal(signal.SIGINT) is ctrl_c


def test_ctrl_c_during_the_validation_ends_after_it(ctrl_c):
    model, X, labels = setting(Interrupting("forward", 7))  # six steps first
    history = train(model, X, labels, validation=(X, labels))
    assert history.stopped_by == "interrupt"
    assert len(history.step_loss) == 6
    assert len(history.loss) == len(history.val_loss) == 1


def test_after_ctrl_c_patience_puts_the_best_epoch_back(ctrl_c):
    model, X, labels = setting(Interrupting("backward", 15))
    history = train(model, X, labels, validation=(X, labels), patience=3)
    assert history.stopped_by == "interrupt"
    value = SoftmaxCrossEntropy().forward(model.forward(X), labels)
    assert value == min(history.val_loss)


def test_the_handler_of_ctrl_c_is_put_back(ctrl_c):
    for handler in (ctrl_c, lambda *_: None, signal.SIG_DFL):
        signal.signal(signal.SIGINT, handler)
        train(*setting())
        assert signal.getsignal(signal.SIGINT) == handler
        with pytest.raises(ValueError, match="got"):
            train(*setting()[:2], [9] * 60)  # an error in the first step
        assert signal.getsignal(signal.SIGINT) == handler


def test_where_ctrl_c_is_ignored_it_stays_ignored(ctrl_c):
    """A job in the background, which a shell starts with SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    history = train(*setting(Interrupting("forward", 3)))
    assert history.stopped_by == "epochs"
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


@pytest.mark.parametrize("before", [signal.SIG_DFL, signal.SIG_IGN])
def test_fit_works_outside_the_main_thread(before, ctrl_c):
    signal.signal(signal.SIGINT, before)
    results = []
    thread = threading.Thread(target=lambda: results.append(train(*setting())))
    thread.start()
    thread.join()
    assert results[0].stopped_by == "epochs"


PROGRAM = """
import signal, sys
import numpy as np
from backprop import *
signal.signal(signal.SIGINT, signal.default_int_handler)
rng = np.random.default_rng(0)
X, labels = spirals(50, rng)
net = Sequential(Linear(2, 30, rng), ReLU(), Linear(30, 3, rng))
def ready(logits, labels):
    print("epoch", flush=True)
    return accuracy(logits, labels)
history = fit(net, SoftmaxCrossEntropy(), SGD(0.1), X, labels,
              epochs=10**7, batch_size=10, rng=rng,
              validation=(X, labels), metric=ready)
print(history.stopped_by, len(history.loss) > 0, flush=True)
"""


def test_ctrl_c_from_outside_ends_a_real_program_with_its_history():
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        for _ in range(3):
            assert program.stdout.readline() == "epoch\n"
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert program.returncode == 0, err
    assert out.splitlines()[-1] == "interrupt True"
    assert err == ""
