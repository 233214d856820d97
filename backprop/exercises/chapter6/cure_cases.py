"""6.9: seven nets that do not train, and what was measured of them."""

import numpy as np

# kind: (the cure's letter, the digit of its cost)
CURES = {
    "check": ("R", "0"),
    "fading": ("G", "1"),
    "growing": ("G", "1"),
    "sigmoid": ("S", "1"),
    "leaping": ("C", "2"),
    "dead": ("B", "3"),
    "crawling": ("P", "4"),
}
LEVEL = "sizes of Z and dZ level"


def measured(rng):
    """{kind: what was measured}, with numbers that fit each other."""
    depth = int(rng.integers(18, 31))
    width = int(rng.choice([64, 128, 256]))
    small, large = rng.uniform(0.5, 0.75), rng.uniform(1.6, 2.2)
    slope = rng.uniform(0.2, 0.25)
    leaps, dead = int(rng.integers(4, 15)), int(rng.integers(70, 95))
    factor = float(rng.choice([0.5, 0.25, 0.2, 0.125]))
    lost = small ** (depth - 1)
    return {
        "check": f"tanh, Glorot's start; gradient check: X of layer 3 wrong, "
        f"{factor:g} times what it should be; size of dZ level from layer "
        f"{depth} to 3, and {factor:g} of that in layers 2 and 1",
        "fading": f"ReLU, weights of standard deviation "
        f"{small * np.sqrt(2 / width):.3f}, width {width}; size of Z falls "
        f"from 1 to {lost:.0e} over {depth} layers, that of dZ alike on its "
        "way back",
        "growing": f"ReLU, weights of standard deviation "
        f"{large * np.sqrt(2 / width):.3f}, width {width}; size of Z grows "
        f"from 1 to {large ** (depth - 1):.0e} over {depth} layers, in every "
        "step",
        "sigmoid": f"hidden sigmoids, Glorot's start; size of Z level; that "
        f"of dZ falls by a factor of {slope:.2f} in each of {depth} layers",
        "leaping": f"ReLU, He's start; {LEVEL}, no unit dead; norm of the "
        f"gradient about 3, but above 40 in {leaps} of 1000 steps, and the "
        "loss leaps after each of them",
        "dead": f"ReLU, He's start, learning rate 8; {LEVEL} at the start; "
        f"after ten steps {dead} % of the units have z ≤ 0 in every row",
        "crawling": f"tanh, Glorot's start; {LEVEL}, nothing saturated; no "
        f"leaps, rates swept; in {depth} layers the loss falls by .01 an "
        "epoch",
    }


WHY = {
    "R": "Look at the first thing that one does with a net that does not "
    "train. What does it say here?",
    "G": "The size changes by one factor in each layer, and in every step. "
    "What sets the factor of a ReLU layer? The cheapest cure is in the "
    "start.",
    "S": "Forward all is level; back each layer loses by its slope. Which "
    "slope is at most ¼, whatever the start?",
    "C": "The factors are right, since nearly all steps are fine. The cure "
    "has to touch the few others alone.",
    "B": "The sizes were level at the start. What made the units dead, and "
    "what would have kept them?",
    "P": "Nothing fades, grows, leaps or dies, and the rates are swept. What "
    "shortens the way through so many layers?",
}
COSTS = {
    "0": "A wrong gradient is no matter of cost: until it is repaired, no "
    "other number of this net means anything.",
    "1": "A start costs nothing while the net trains; it says nothing about "
    "the weights that training makes.",
    "2": "Clipping asks for a limit. Too low a limit shortens nearly every "
    "step.",
    "3": "With smaller steps more of them are needed, and a unit that is "
    "dead already stays so.",
    "4": "A path past a layer adds its input to its output: both need one "
    "width, and sizes add up from block to block.",
}
