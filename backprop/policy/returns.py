"""What an action is worth: returns to go, and a baseline for them."""

import numpy as np

from ..validation import float_array, one_array, real


def returns_to_go(rewards, discount=1.0):
    """G_t = r_t + discount · G_(t+1): what comes from step t on.

    rewards (n, T) -> G (n, T). An action cannot change what was before it,
    so G_t is what it is judged by. Raises ValueError for a discount
    outside [0, 1]. Derived in chapter 12.
    """
    rewards = _table(rewards, "rewards")
    discount = real(discount, "discount", least=0.0, most=1.0)
    G = np.empty_like(rewards)
    later = 0.0  # nothing comes after the last step
    for t in reversed(range(G.shape[1])):
        G[:, t] = later = rewards[:, t] + discount * later
    return G


def mean_of_others(G, alive):
    """b[i, t]: the mean of G[j, t] over the other episodes j ≠ i.

    G (n, T), alive (n, T) -> b (n, T). An episode that has ended counts
    with 0, which is what it still gets. b[i] knows nothing of episode i,
    so taking it off costs no bias. Raises ValueError for one episode
    alone; TypeError for an `alive` that is not boolean.
    Derived in chapter 12.
    """
    G, alive = _table(G, "G"), one_array(alive, "alive")
    if alive.dtype != bool:
        raise TypeError(f"alive must be boolean, got dtype {alive.dtype}")
    if alive.shape != G.shape:
        raise ValueError(
            f"alive must have the shape of G, {G.shape}, got {alive.shape}"
        )
    if len(G) < 2:
        raise ValueError("mean_of_others expects n >= 2 episodes, got 1")
    G = np.where(alive, G, 0.0)
    return (G.sum(axis=0) - G) / (len(G) - 1)


def _table(values, what):
    """Values as a float array (n, T), not empty."""
    values = float_array(values, what)
    if values.ndim != 2 or values.size == 0:
        raise ValueError(
            f"{what} must have shape (n, T), not empty, got {values.shape}"
        )
    return values
