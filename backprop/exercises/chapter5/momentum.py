"""5.7: gradient descent with momentum, as a class."""

import numpy as np

from ..case import case, step
from ..record import Exercise, Verdict, Wrong


def _case(name, rng, shapes, lr, mu, steps=4, again=False):
    """The truth: each gradient is in every later step, μ times less."""

    def some():
        return {k: rng.normal(size=shape) for k, shape in shapes.items()}

    params, grads = some(), [some() for _ in range(steps)]
    done = [step("new", (lr, mu), {}, ("lr", "mu"))]
    for now in range(steps):
        after = {}
        for k, p in params.items():
            past = [mu ** (now - i) * grads[i][k] for i in range(now + 1)]
            after[k] = p - lr * np.sum(past, axis=0)
        inputs = ("params", "grads")
        done.append(step("step", (params, grads[now]), after, inputs))
        params = after
    done += done[:2] if again else []
    return case(name, tuple(done), keyed=True)


def cases(rng):
    two = {"W": (4, 3), "b": (3,)}
    return [
        _case("four steps", rng, two, 0.1, 0.9),
        _case("a second object", rng, two, 0.1, 0.9, steps=1, again=True),
        _case("another rate", rng, {"U": (3, 5), "c": (5,)}, 0.3, 0.5),
        _case("mu = 0", rng, two, 0.2, 0.0),
        _case("two layers", rng, {"0.W": (4, 3), "2.W": (3, 5)}, 0.05, 0.8),
    ]


def judge(cases, outcomes):
    """Two objects made alike must do alike; else something is shared."""
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    _, first, _, second = outcomes[1].results
    for name, truth in cases[1].expect[1].items():
        pair = [r.get(name) for r in (first, second) if isinstance(r, dict)]
        if [np.shape(p) for p in pair] != [truth.shape] * 2:
            return None
        if not np.array_equal(*pair, equal_nan=True):
            return Verdict(
                False,
                "Two new objects do not take the same first step.",
                "What one object keeps, another finds: v belongs to the "
                "class, not to the object. Make it in __init__, as self.v.",
                "shared-by-objects",
            )
    return None


class _Base:
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, {}

    def step(self, params, grads):
        new = {}
        for name, p in params.items():
            v = self.v.get(name, np.zeros_like(p))
            self.v[name], move = self._turn(v, grads[name])
            new[name] = p + move
        return new

    def _turn(self, v, g):
        """The new velocity, and what is added to the parameter."""
        v = self.mu * v + g
        return v, -self.lr * v


class _Forgotten:
    def __init__(self, lr, mu):
        self.lr, self.mu = lr, mu

    def step(self, params, grads):
        new = {}
        for name, p in params.items():
            v = np.zeros_like(p)
            v = self.mu * v + grads[name]
            new[name] = p - self.lr * v
        return new


class _Averaged(_Base):
    def _turn(self, v, g):
        v = self.mu * v + (1 - self.mu) * g
        return v, -self.lr * v


class _OneForAll(_Base):
    def step(self, params, grads):
        new, v = {}, self.v.get("v", 0.0)
        for name, p in params.items():
            v = self.mu * v + grads[name]
            new[name] = p - self.lr * v
        self.v["v"] = v
        return new


class _Late(_Base):
    def _turn(self, v, g):
        return self.mu * v + g, -self.lr * v


class _RateTwice(_Base):
    def _turn(self, v, g):
        v = self.mu * v + self.lr * g
        return v, -self.lr * v


class _Uphill(_Base):
    def _turn(self, v, g):
        v = self.mu * v + g
        return v, self.lr * v


class _KeepsFirst(_Base):
    def step(self, params, grads):
        self.v = self.v or {k: g.copy() for k, g in grads.items()}
        return {k: p - self.lr * self.v[k] for k, p in params.items()}


class _OnlyBefore(_Base):
    def _turn(self, v, g):
        return g, -self.lr * (self.mu * v + g)


MOMENTUM = Exercise(
    id="5.7",
    title="Momentum",
    kind="build",
    objective="5a",
    points=4,
    minutes=20,
    takes="a class: Momentum(lr, mu), with a method step(params, grads)",
    section="05-sgd#Momentum",
    cases=cases,
    judge=judge,
    mistakes=(
        Wrong(
            "velocity-forgotten",
            _Forgotten,
            "Each step starts from a velocity of zero: that is plain gradient "
            "descent. Keep v on self, and go on from it at the next step.",
            "The first step is right, and so is mu = 0; later steps are not.",
        ),
        Wrong(
            "averaged",
            _Averaged,
            "The velocity here is a sum, μ v + dp, not a mean with the "
            "weights μ and 1 - μ. Your steps are too short by 1 - μ.",
            "With mu = 0 all is right; else every step is too short.",
        ),
        Wrong(
            "one-velocity",
            _OneForAll,
            "Every parameter has a velocity of its own, of its own shape. "
            "Keep them in a dict, by the parameter's name.",
        ),
        Wrong(
            "old-velocity",
            _Late,
            "You step by the old velocity and renew it afterwards. First "
            "v takes in the new gradient, then the parameter steps.",
            "The first step does not move; each later one comes too late.",
        ),
        Wrong(
            "rate-twice",
            _RateTwice,
            "The learning rate belongs in the velocity or in the step, once.",
            "Every step is too short, also the first, also with mu = 0.",
        ),
        Wrong(
            "uphill",
            _Uphill,
            "The velocity is a sum of gradients, which point uphill. It is "
            "subtracted, unless the minus is already inside.",
            "Every step goes the opposite way.",
        ),
        Wrong(
            "never-renewed",
            _KeepsFirst,
            "The velocity is set once. At each step it becomes μ times "
            "itself, plus the new gradient.",
            "The first step is right; all later ones repeat it.",
        ),
        Wrong(
            "one-step-memory",
            _OnlyBefore,
            "You keep the last gradient alone. The velocity holds them all.",
            "The first two steps are right; the third is not.",
        ),
    ),
)
