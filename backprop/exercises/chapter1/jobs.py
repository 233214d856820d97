"""1.9: jobs that a neuron may have, by the function that fits each."""

LETTERS = "NSTXRL"

PRICE, TAGS = (
    "an output: the price of a house, in thousands of euros",
    (
        "ten outputs: for each of ten tags the probability that a picture has "
        "it, and a picture may have several"
    ),
)
JOBS = {  # letter: what may be said of it
    "N": (
        "an output: tomorrow's temperature in °C, which may be below zero",
        "an output: the height above sea level in metres, in mines too",
        "an output: by how many points a share rises or falls",
    ),
    "S": (
        "an output: the probability that a mail is spam",
        "an output: the probability that a patient has the illness",
        "an output: the probability that it rains tomorrow",
    ),
    "T": (
        "an output: how far to turn the wheel, from -1 (left) to 1 (right)",
        "an output: the mood of a text, from -1 (angry) to 1 (happy)",
        "an output: the position of a joystick, from -1 to 1",
    ),
    "X": (
        "ten outputs: the probabilities that an image is a 0, a 1, ... a 9",
        "three outputs: the probabilities of a win, a draw and a defeat",
        "five outputs: the probabilities of the next of five letters",
    ),
    "R": (
        "hidden units: a small change shall pass whole wherever z > 0, and "
        "not at all elsewhere",
        "hidden units: the usual choice, of slope 1 over half of the line "
        "and 0 over the rest",
        "hidden units: they shall never saturate on the right, and be "
        "exactly 0 on the left",
    ),
    "L": (
        "hidden units: most were dead before; now a tenth of a small change "
        "shall pass where z < 0",
        "hidden units: z is negative for nearly every input, and small "
        "changes shall pass all the same",
        "hidden units: like the usual ones, but no unit may die",
    ),
}
WHY = {
    "N": "No range is given for this number. Every f would cut some of it "
    "off, or have the slope 0 over half of the line.",
    "S": "Each of these is a probability by itself, between 0 and 1. What "
    "other outputs say makes no difference to it.",
    "T": "The values reach from -1 to 1, with 0 in the middle. Look for the "
    "range in the table.",
    "X": "Exactly one of the classes is right, so the probabilities must "
    "add up to 1. One f for each output alone cannot see to that.",
    "R": "Inside a net the slope decides. Look for the one that is 1 on the "
    "right and exactly 0 on the left.",
    "L": "On the left the slope must not be 0, or no small change gets "
    "through. Look for a small slope there.",
}


def sort(job):
    """The letter of a job."""
    more = {"N": (PRICE,), "S": (TAGS,)}
    return next(k for k in LETTERS if job in JOBS[k] + more.get(k, ()))
