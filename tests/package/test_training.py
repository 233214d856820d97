"""fit: what it does to a net, when it stops, and what it leaves behind."""

import re

import numpy as np
import pytest
from samples import net, target_for

from backprop import (
    SGD,
    Layer,
    Linear,
    MeanSquaredError,
    ReLU,
    Sequential,
    SigmoidCrossEntropy,
    SoftmaxCrossEntropy,
    Tanh,
    accuracy,
    batches,
    digits,
    fit,
    moons,
    noisy_sine,
    spirals,
    split,
)
from backprop.training import history


def start(seed=0, activation=ReLU):
    """(net, X, labels): a small net and three spirals of 20 points."""
    rng = np.random.default_rng(seed)
    X, labels = spirals(20, rng)
    return net(rng, (2, 16, 3), activation), X, labels


def train(model, X, labels, loss=None, optimizer=None, **given):
    given = {
        "epochs": 5,
        "batch_size": 8,
        "rng": np.random.default_rng(1),
    } | given
    return fit(
        model,
        loss or SoftmaxCrossEntropy(),
        optimizer or SGD(0.1),
        X,
        labels,
        **given,
    )


def copied(model):
    return {name: p.copy() for name, p in model.params().items()}


def assert_same(params, others):
    for name, p in params.items():
        np.testing.assert_array_equal(p, others[name])


@pytest.mark.parametrize(
    ("loss", "data", "sizes"),
    [
        (SoftmaxCrossEntropy, lambda r: spirals(20, r), (2, 16, 3)),
        (MeanSquaredError, lambda r: noisy_sine(60, r), (1, 16, 1)),
        (
            SigmoidCrossEntropy,
            lambda r: (lambda X, t: (X, t[:, None]))(*moons(30, r)),
            (2, 16, 1),
        ),
    ],
)
def test_training_reduces_the_loss(loss, data, sizes):
    rng = np.random.default_rng(0)
    X, targets = data(rng)
    model = net(rng, sizes, Tanh)
    history = train(model, X, targets, loss(), SGD(0.1), epochs=60)
    assert history.loss[-1] < 0.5 * history.loss[0]
    assert history.stopped_by == "epochs"


def test_the_digits_are_learned_in_ten_epochs():
    rng = np.random.default_rng(0)
    X, labels, X_test, t_test = split(*digits(), 360, rng)
    model = Sequential(Linear(64, 32, rng), ReLU(), Linear(32, 10, rng))
    history = train(model, X, labels, epochs=10, batch_size=32)
    assert len(history.loss) == 10
    assert accuracy(model.forward(X_test), t_test) > 0.93


def test_fit_is_the_plain_loop():
    """The same draws, losses and parameters as five lines by hand."""
    model, X, labels = start()
    history = train(model, X, labels, optimizer=SGD(0.2), epochs=3)
    plain, X, labels = start()
    rng, loss = np.random.default_rng(1), SoftmaxCrossEntropy()
    step_loss, epoch_loss = [], []
    for _ in range(3):
        total = 0.0
        for X_batch, t_batch in batches(X, labels, 8, rng):
            step_loss.append(loss.forward(plain.forward(X_batch), t_batch))
            total += step_loss[-1] * len(X_batch)
            plain.backward(loss.backward())
            for name, p in plain.params().items():
                p -= 0.2 * plain.grads()[name]
        epoch_loss.append(total / len(X))
    assert history.step_loss == step_loss
    assert history.loss == epoch_loss
    assert_same(model.params(), plain.params())


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_an_update_is_lr_times_a_running_sum(momentum):
    """v <- momentum v + dp, p <- p - lr v, in place, lr free to change."""
    rng = np.random.default_rng(0)
    p, W = rng.normal(size=3), rng.normal(size=(2, 4))
    params, optimizer = {"p": p, "W": W}, SGD(0.1, momentum)
    expected = {name: a.copy() for name, a in params.items()}
    v = {name: np.zeros_like(a) for name, a in params.items()}
    for k in range(6):
        optimizer.lr = lr = 0.1 / (k + 1)
        grads = {name: rng.normal(size=a.shape) for name, a in params.items()}
        kept = {name: g.copy() for name, g in grads.items()}
        optimizer.step(params, grads)
        for name in expected:
            v[name] = momentum * v[name] + grads[name]
            expected[name] -= lr * v[name]
        assert_same(kept, grads)
    assert params["p"] is p
    for name, a in params.items():
        np.testing.assert_allclose(a, expected[name], rtol=1e-13)


def test_a_schedule_is_asked_for_every_step_from_1_and_is_recorded():
    def schedule(k):
        asked.append(k)
        return 0.3 / k**0.5

    asked, optimizer = [], SGD(schedule, momentum=0.5)
    assert optimizer.rate is None
    (model, X, labels), (plain, _, _) = start(), start()
    history = train(model, X, labels, optimizer=optimizer, epochs=2)
    steps = len(history.step_loss)
    assert asked == list(range(1, steps + 1)) == [*range(1, 17)]
    assert history.step_lr == [0.3 / k**0.5 for k in asked]
    by_hand, loss = SGD(1.0, momentum=0.5), SoftmaxCrossEntropy()
    rng = np.random.default_rng(1)
    for k in range(1, steps + 1):
        if k in (1, 9):
            dealt = batches(X, labels, 8, rng)
        X_batch, t_batch = next(dealt)
        loss.forward(plain.forward(X_batch), t_batch)
        plain.backward(loss.backward())
        by_hand.lr = 0.3 / k**0.5
        by_hand.step(plain.params(), plain.grads())
    assert_same(model.params(), plain.params())


def test_a_schedule_goes_on_in_the_next_fit():
    optimizer = SGD(lambda k: 1 / (10 + k))
    model, X, labels = start()
    one, two = (train(model, X, labels, optimizer=optimizer, epochs=1)
                for _ in range(2))  # fmt: skip
    assert one.step_lr + two.step_lr == [1 / (10 + k) for k in range(1, 17)]
    assert (optimizer.steps, optimizer.rate) == (16, 1 / 26)


def test_the_rate_of_a_number_is_recorded_too():
    model, X, labels = start()
    history = train(model, X, labels, optimizer=SGD(0.1), epochs=1)
    assert history.step_lr == [0.1] * len(history.step_loss)

    class Plain:
        def step(self, params, grads):
            pass

    assert train(model, X, labels, optimizer=Plain()).step_lr == []


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), None, "fast"])
def test_a_schedule_that_fails_leaves_the_step_undone(bad):
    optimizer = SGD(lambda k: 0.1 if k < 3 else bad, momentum=0.9)
    p, ones = np.zeros(2), np.ones(2)
    for _ in range(2):
        optimizer.step({"p": p}, {"p": ones})
    kept, v = p.copy(), optimizer.velocity["p"].copy()
    words = r"lr\(3\), from the schedule, must be "
    with pytest.raises((ValueError, TypeError), match=words):
        optimizer.step({"p": p}, {"p": ones})
    np.testing.assert_array_equal(p, kept)
    np.testing.assert_array_equal(optimizer.velocity["p"], v)
    assert (optimizer.steps, optimizer.rate) == (2, 0.1)


def test_a_run_that_diverges_names_the_rate_it_had():
    model, X, labels = start()
    optimizer = SGD(lambda k: 1e200 * k)
    with pytest.raises(FloatingPointError, match=r"lr = \de\+200"):
        train(model, X, labels, optimizer=optimizer)


def test_momentum_may_be_raised_after_plain_steps():
    p, optimizer = np.ones(2), SGD(0.1)
    optimizer.step({"p": p}, {"p": np.ones(2)})
    optimizer.momentum = 0.5
    for _ in range(2):
        optimizer.step({"p": p}, {"p": np.ones(2)})
    np.testing.assert_allclose(p, 1 - 0.1 * (1 + 1 + 1.5))


def test_an_update_keeps_float32():
    p = np.ones(3, np.float32)
    SGD(0.1, 0.9).step({"p": p}, {"p": np.ones(3)})
    assert p.dtype == np.float32
    np.testing.assert_allclose(p, 0.9)


def test_the_same_seed_gives_the_same_history():
    runs = []
    for _ in range(2):
        model, X, labels = start()
        history = train(
            model, X, labels, validation=(X, labels), metric=accuracy
        )
        runs.append((history, copied(model)))
    assert runs[0][0] == runs[1][0]
    assert_same(runs[0][1], runs[1][1])


def test_fit_leaves_the_global_random_state_and_the_data_alone():
    np.random.seed(0)
    before = np.random.get_state()[1].copy()
    model, X, labels = start()
    kept, t_kept = X.copy(), labels.copy()
    train(model, X, labels)
    np.testing.assert_array_equal(np.random.get_state()[1], before)
    np.testing.assert_array_equal(X, kept)
    np.testing.assert_array_equal(labels, t_kept)


@pytest.mark.parametrize("dtype", [np.int64, np.uint8, np.float32, list])
def test_X_of_integers_float32_or_lists_trains_as_well(dtype):
    histories = []
    for X in (np.arange(12.0).reshape(6, 2), np.arange(12).reshape(6, 2)):
        model = net(np.random.default_rng(0), (2, 4, 3), Tanh)
        if X.dtype == int:
            X = X.tolist() if dtype is list else X.astype(dtype)
        histories.append(train(model, X, [0, 1, 2] * 2))
    np.testing.assert_allclose(histories[0].loss, histories[1].loss, rtol=1e-6)


def test_a_batch_larger_than_the_data_is_all_of_it():
    model, X, labels = start()
    history = train(model, X, labels, batch_size=10**9)
    assert len(history.step_loss) == len(history.loss) == 5
    np.testing.assert_allclose(history.step_loss, history.loss, rtol=1e-15)


def test_an_epoch_s_loss_weighs_every_row_alike():
    model, X, labels = start()
    history = train(model, X, labels, batch_size=59, epochs=1)
    big, small = history.step_loss
    assert history.loss == [(59 * big + 1 * small) / 60]


# Stopping


def test_training_stops_below_a_loss():
    model, X, labels = start()
    whole = train(model, X, labels, epochs=30)
    threshold = whole.loss[11]
    first = next(k for k, v in enumerate(whole.loss) if v < threshold)
    model, X, labels = start()
    history = train(model, X, labels, epochs=30, loss_below=threshold)
    assert history.stopped_by == "loss_below"
    assert history.loss == whole.loss[: first + 1]


def test_patience_ends_training_and_puts_the_best_parameters_back():
    rng = np.random.default_rng(3)
    X, labels = spirals(10, rng, noise=0.8)
    X_val, t_val = spirals(10, rng, noise=0.8)
    model = net(rng, (2, 40, 3), ReLU)
    history = train(
        model,
        X,
        labels,
        optimizer=SGD(0.5),
        epochs=1000,
        validation=(X_val, t_val),
        metric=accuracy,
        patience=7,
    )
    assert history.stopped_by == "patience"
    best = int(np.argmin(history.val_loss))
    assert history.best_epoch == best + 1
    assert len(history.loss) == history.best_epoch + 7
    assert len(history.val_loss) == len(history.val_metric)
    loss = SoftmaxCrossEntropy()
    assert loss.forward(model.forward(X_val), t_val) == min(history.val_loss)
    right = accuracy(model.forward(X_val), t_val)
    assert right == history.val_metric[best]


def test_patience_also_ends_on_a_validation_loss_that_stays_the_same():
    model, X, labels = start()
    model.layers[0].W[...] = 0.0
    model.layers[0].b[...] = -1.0  # dead: only the last bias moves
    history = train(
        model,
        X,
        labels,
        optimizer=SGD(1e-300),
        epochs=50,
        validation=(X, labels),
        patience=3,
    )
    assert history.stopped_by == "patience"
    assert history.best_epoch == 1
    assert len(history.loss) == 4


def test_patience_with_all_epochs_used_puts_the_best_back_too():
    model, X, labels = start()
    history = train(
        model,
        X,
        labels,
        optimizer=SGD(3.0),
        epochs=6,
        validation=(X, labels),
        patience=100,
    )
    assert history.stopped_by == "epochs"
    value = SoftmaxCrossEntropy().forward(model.forward(X), labels)
    assert value == min(history.val_loss)


def test_without_patience_the_last_parameters_stay():
    model, X, labels = start()
    history = train(
        model, X, labels, optimizer=SGD(3.0), validation=(X, labels)
    )
    value = SoftmaxCrossEntropy().forward(model.forward(X), labels)
    assert value == history.val_loss[-1]
    assert history.best_epoch == int(np.argmin(history.val_loss)) + 1


# Divergence


@pytest.mark.parametrize(
    ("loss", "lr"),
    [
        (MeanSquaredError, 1e3),
        (MeanSquaredError, 1e200),
        (SoftmaxCrossEntropy, 1e150),
        (SoftmaxCrossEntropy, 1e308),
    ],
)
def test_a_loss_that_diverges_names_epoch_step_and_cause(loss, lr, recwarn):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(12, 2))
    model = net(rng, (2, 4, 5, 3), ReLU)
    targets = target_for(loss, model.forward(X), rng)
    with pytest.raises(FloatingPointError) as caught:
        train(model, X, targets, loss(), SGD(lr), batch_size=4, epochs=900)
    message = str(caught.value)
    found = re.match(
        r"the loss turned (nan|inf) at epoch (\d+), step (\d+)", message
    )
    epoch, step = int(found[2]), int(found[3])
    assert epoch == (step - 1) // 3 + 1
    assert f"learning rate that is too large (lr = {lr})" in message
    assert not recwarn.list


class Recorder(Layer):
    """The identity; keeps a copy of the net's parameters at each step."""

    def __init__(self):
        self.model, self.seen = None, []

    def forward(self, X):
        self.seen.append(copied(self.model))
        return X

    def backward(self, dY):
        return dY


def test_after_divergence_the_parameters_are_those_of_the_last_step():
    rng, recorder = np.random.default_rng(0), Recorder()
    model = Sequential(recorder, Linear(2, 3, rng), Linear(3, 1, rng))
    recorder.model = model
    X, y = rng.normal(size=(8, 2)), rng.normal(size=(8, 1))
    with pytest.raises(FloatingPointError):
        train(model, X, y, MeanSquaredError(), SGD(50.0), epochs=200)
    # The forward pass that diverged saw the parameters that are there now.
    assert_same(model.params(), recorder.seen[-1])


def test_a_validation_loss_that_is_not_finite_ends_training():
    model, X, labels = start()
    with pytest.raises(FloatingPointError, match="validation loss.*epoch 1"):
        train(model, X, labels, validation=(X * 1e308, labels), epochs=3)


# A layer of one's own, and what the first layer is spared


class Doubling:
    """Forward and backward, nothing else; not even a Layer."""

    def forward(self, X):
        return 2.0 * X

    def backward(self, dY):
        return 2.0 * dY


@pytest.mark.parametrize("position", [0, 1, 3])
def test_a_layer_with_only_forward_and_backward_trains(position):
    rng = np.random.default_rng(0)
    X, labels = spirals(20, rng)
    layers = [Linear(2, 16, rng), ReLU(), Linear(16, 3, rng)]
    layers.insert(position, Doubling())
    history = train(Sequential(*layers), X, labels, epochs=20)
    assert history.loss[-1] < history.loss[0]


class Counting(Linear):
    """A Linear whose W counts how often its transpose is taken: for dX."""

    products = 0

    def backward(self, dY):
        self.products += 1
        return super().backward(dY)

    parameter_gradients = Linear.parameter_gradients  # still meant


@pytest.mark.parametrize("nested", [False, True])
def test_the_first_layer_s_dX_is_never_computed_in_training(nested):
    rng = np.random.default_rng(0)
    first, second = Counting(2, 16, rng), Counting(16, 3, rng)
    model = Sequential(
        Sequential(first, ReLU()) if nested else first, Tanh(), second
    )
    X, labels = spirals(20, rng)
    history = train(model, X, labels)
    assert first.products == 0
    assert second.products == len(history.step_loss) == 5 * 8
    assert first.dW.any()


def test_a_net_of_one_layer_is_spared_its_dX_too():
    rng = np.random.default_rng(0)
    layer = Counting(2, 3, rng)
    X, labels = spirals(20, rng)
    history = train(layer, X, labels)
    assert layer.products == 0
    assert history.loss[-1] < history.loss[0]


class Backwards(Linear):
    """A reader's backward, written over the package's: dW is turned round."""

    def backward(self, dY):
        dX = super().backward(dY)
        self.dW = -self.dW
        return dX


@pytest.mark.parametrize("nested", [False, True])
def test_training_uses_a_backward_that_was_written_over(nested):
    X, labels = spirals(20, np.random.default_rng(0))
    ends = []
    for kind in (Linear, Backwards):
        layer = kind(2, 3, np.random.default_rng(0))
        start = layer.W.copy()
        model = Sequential(layer) if nested else layer
        train(model, X, labels, epochs=1, batch_size=len(X))
        ends.append(layer.W - start)
    assert ends[0].any()
    np.testing.assert_allclose(ends[1], -ends[0])


def test_gradients_without_dX_are_the_same():
    model, X, labels = start()
    loss = SoftmaxCrossEntropy()
    loss.forward(model.forward(X), labels)
    model.backward(loss.backward())
    full = {name: g.copy() for name, g in model.grads().items()}
    model.backward(loss.backward())
    assert_same(full, model.grads())  # the second call wrote over the first
    assert model.backward(loss.backward(), need_dX=False) is None
    assert_same(full, model.grads())


# The progress line


def test_progress_goes_to_stderr_and_only_when_asked(capsys):
    for progress in (False, True):
        model, X, labels = start()
        train(model, X, labels, progress=progress, validation=(X, labels))
        out, err = capsys.readouterr()
        assert out == ""
        assert bool(err) == progress
    assert err.count("\r") == 5
    assert "epoch 5/5 [########################] loss" in err
    assert "validation" in err
    assert err.endswith("\n")
    assert err.count("\n") == 1


def test_watchers_are_told_of_each_epoch(capsys, monkeypatch):
    heard = []
    monkeypatch.setattr(history, "watchers", [lambda *at: heard.append(at)])
    model, X, labels = start()
    first = train(model, X, labels).loss[0]
    assert heard == [(k, 5) for k in range(1, 6)]
    assert capsys.readouterr().err == ""
    heard.clear()
    train(model, X, labels, loss_below=first + 1)
    assert heard == [(1, 5)]


def test_the_progress_line_ends_when_training_ends_early(capsys):
    model, X, labels = start()
    train(model, X, labels, progress=True, loss_below=1e9)
    err = capsys.readouterr().err
    assert "epoch 1/5" in err
    assert err.endswith("\n")
