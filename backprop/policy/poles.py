"""Poles to balance: a small world where no action is called right."""

import math

import numpy as np

from ..validation import generator, whole, whole_numbers

GRAVITY, FORCE, SECONDS = 9.8, 10.0, 0.02
POLE, HALF = 0.1, 0.5  # the pole's mass, and half its length
MASS = 1.0 + POLE  # the cart's and the pole's
FAR, LEANING = 2.4, 12 * 2 * math.pi / 360  # 12 degrees


class Poles:
    """n carts on a rail, each with a pole; all are pushed at once.

    A state is x, dx, angle, turn: the cart's place and velocity, the pole's
    angle in radians, from upright to the right, and its velocity. With the
    force F = 10 to the right or -10, gravity 9.8, masses M = 1.1 together
    and m = 0.1 of the pole, and h = 0.5, half the pole's length:

    p = (F + m h turn² sin angle) / M
    turn' = (9.8 sin angle - p cos angle) / (h (4/3 - m cos² angle / M))
    dx' = p - m h turn' cos angle / M

    A step is 0.02 seconds: x and angle move by 0.02 of their velocities,
    and then the velocities by 0.02 of dx' and turn'. A pole has ended when
    |x| > 2.4, when |angle| > 12 degrees, or after `longest` steps.

    `states` (n, 4) start uniform between -0.05 and 0.05; `alive` (n,) is
    False for a pole that has ended; `steps` (n,) counts.
    Raises ValueError for actions of alive poles other than 0 and 1, or a
    step where no pole is alive.
    After Barto, Sutton and Anderson (1983), as in Gymnasium's CartPole-v1,
    to the last bit. Balanced in chapter 12.
    """

    def __init__(self, n, rng, longest=500):
        n, self.longest = whole(n, "n"), whole(longest, "longest")
        self.states = generator(rng).uniform(-0.05, 0.05, (n, 4))
        self.alive = np.ones(n, bool)
        self.steps = np.zeros(n, int)

    def step(self, actions):
        """Push left where an action is 0, right where it is 1.

        actions (n,) -> rewards (n,): 1 for a pole that was alive before
        the step, else 0. A pole that has ended stays as it is.
        """
        was_alive = self.alive
        F = np.where(self._checked(actions) == 1, FORCE, -FORCE)  # (n,)
        x, dx, angle, turn = self.states.T  # (n,) each
        sin, cos = np.sin(angle), np.cos(angle)
        p = (F + POLE * HALF * turn**2 * sin) / MASS
        turning = (GRAVITY * sin - cos * p) / (
            HALF * (4.0 / 3.0 - POLE * cos**2 / MASS)
        )
        going = p - POLE * HALF * turning * cos / MASS

        change = np.stack([dx, going, turn, turning], axis=1)  # (n, 4)
        moved = self.states + SECONDS * change
        self.states = np.where(was_alive[:, None], moved, self.states)
        self.steps = self.steps + was_alive
        x, _, angle, _ = self.states.T
        near = (abs(x) <= FAR) & (abs(angle) <= LEANING)
        self.alive = was_alive & near & (self.steps < self.longest)
        return was_alive.astype(float)

    def _checked(self, actions):
        actions = whole_numbers(actions, "actions")
        if actions.shape != self.alive.shape:
            raise ValueError(
                f"actions must have shape {self.alive.shape}, one for each "
                f"pole, got {actions.shape}"
            )
        if not self.alive.any():
            raise ValueError(
                "step expects at least one pole that is alive, got none: "
                "all have ended"
            )
        wrong = self.alive & (actions != 0) & (actions != 1)
        if wrong.any():
            raise ValueError(
                "actions must be 0 (left) or 1 (right), got "
                f"{actions[wrong][0]}"
            )
        return actions
