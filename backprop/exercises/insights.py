"""What is said when an exercise is passed: one sentence, and a part two."""

THOUGHTS = {
    "1.1": ("Only a function's range is needed here, not its formula: what "
            "it can never give tells it from the others.",
            "Which of the three can give the same output for two different "
            "z?"),
    "1.2": ("The number of rows reaches every array but the parameters: a "
            "net does not know how large a batch is.", ""),
    "1.3": ("Where every unit is off, the next layer's bias speaks alone.",
            "Is there a row with no unit on, and what are its "
            "probabilities?"),
    "1.4": ("Products grow with the batch and parameters do not: each weight "
            "is used once for every row.", ""),
    "1.5": ("No straight line tells XOR; two units that add, and one bend, "
            "do.", "Can you do it with weights that are only 0, 1 or -1, if "
            "the biases are free?"),
    "1.6": ("Without a bend between them, two layers can say nothing that "
            "one could not.",
            "Can every matrix W be written as W1 W2 when the hidden layer is "
            "narrower than both others?"),
    "1.7": ("The bias has no row of its own: it is added to every row, and "
            "that is a fork which chapter 4 meets again.", ""),
    "1.8": ("To compare distances is a linear layer: the squares of x are "
            "the same for every class, and drop out.",
            "How many images of each digit are needed before the reader is "
            "right for eight of ten?"),
    "2.1": ("ln K is the first number to look for in any run: a loss above "
            "it at the start is a net that is sure and wrong.", ""),
    "2.2": ("One row with a tiny probability can outweigh all the others in "
            "a cross-entropy.", ""),
    "2.3": ("Squared error learns least from a confident mistake, "
            "cross-entropy most.",
            "At which p is the slope under squared error the steepest?"),
    "2.4": ("A product of probabilities leaves float64 after some hundred "
            "rows; a sum of logarithms never does.", ""),
    "2.5": ("A central difference is exact for a parabola with any h: its "
            "first error comes from the third derivative.",
            "For which functions is the one-sided difference exact?"),
    "2.6": ("Subtracting the largest logit changes no probability and keeps "
            "every exponent at 0 or below.",
            "Is the difference of two log-sum-exps as safe?"),
    "2.7": ("A loss is a number with a convention: before two are compared, "
            "ask what was averaged, halved, and in which base.", ""),
    "2.8": ("Accuracy sees only the order of the logits, so no temperature "
            "can move it; the loss sees how sure they are.",
            "Does the best temperature change if all logits are shifted by "
            "one number?"),
    "3.1": ("Beside a kink a measurement gives a mixture of two slopes, and "
            "neither it nor the derivative is wrong.", ""),
    "3.2": ("Each operation needs only its own inputs and what came back: "
            "the whole graph never has to be seen at once.",
            "What happens to dx and dz at x = z, and what did you choose?"),
    "3.3": ("One character, += for =, is the chain rule at a fork.",
            "In what order may the nodes be visited, if not from last to "
            "first?"),
    "3.4": ("The Jacobian of a ReLU layer is nearly all zeros, and a "
            "backward pass never writes them down.", ""),
    "3.5": ("Start at the end that has fewer numbers: with one loss, that is "
            "the loss.",
            "For which sizes of chain B are both orders equally dear?"),
    "3.6": ("The best step is a share of x: truncation and rounding meet "
            "there, whatever its size.",
            "What would you use at x = 0?"),
    "3.7": ("dz is made once, and dw, db and dx are each one product away "
            "from it.", "Which of the three changes if the loss is "
            "cross-entropy, and how?"),
    "3.8": ("X.T @ dz is the sum over the rows that the fork asks for, in "
            "one product.",
            "Which pixels have the largest weights, and does their picture "
            "look like an 8 minus a 3?"),
    "4.1": ("A mean over copies is the mean: what grows under a sum is the "
            "step, not the direction.", ""),
    "4.2": ("A row whose units are all off still speaks through the bias.",
            "What is the least change of b1 that lets such a row leave a "
            "trace in dW2?"),
    "4.3": ("Shapes alone would let the square case through: the sum over "
            "the uses is what decides the transpose.",
            "What are the rules for Y = V X, with a column for each "
            "example?"),
    "4.4": ("All three slopes can be read from the output, so a layer need "
            "not keep its input.",
            "For which other functions is the slope a formula of the "
            "output?"),
    "4.5": ("The whole Jacobian of softmax costs one sum a row when it is "
            "never formed.",
            "Put dP = -T / P into your function: what comes out?"),
    "4.6": ("Two rules, the linear layer's and the bend's, taken in reverse "
            "order, are the whole of backpropagation.",
            "Add a third layer without writing any rule a second time."),
    "4.7": ("The way back costs twice the way forward, however many "
            "parameters there are; what it really costs is memory.",
            "What may be forgotten and computed again, and at what price?"),
    "4.8": ("The gradient does not care what is called a parameter: stop at "
            "the image, and it says how to change the image.",
            "Change the image so that the net reads a digit of your choice."),
    "5.1": ("A larger batch buys less than it costs: k times the rows make "
            "the noise smaller by the root of k only.", ""),
    "5.2": ("The loss falls by lr times the square of the gradient, and a "
            "little less: the little is curvature.",
            "Halve the rate: by what share does the gap between prediction "
            "and measurement shrink?"),
    "5.3": ("The steepest direction limits the step, and the shallowest one "
            "pays for it.",
            "Which rate makes both directions shrink equally fast?"),
    "5.5": ("An order drawn once, and used for both X and t, is all that "
            "keeps a label with its row.", ""),
    "5.6": ("Patience compares with the record and not with yesterday.",
            "Where must the weights of the best epoch be kept, and when?"),
    "5.7": ("A steady gradient ends in steps 1 / (1 - μ) times as long.",
            "By how much must lr fall when μ goes from 0 to 0.9?"),
    "5.8a": ("One number, before any training, tells whether loss, weights "
             "and classes fit together.", ""),
    "5.8b": ("Four differences and four gradients that agree are worth more "
             "than a run that seems to learn.", ""),
    "5.8c": ("What cannot learn twenty rows will not learn two thousand.",
             "Does it still learn them when the labels are drawn at "
             "random?"),
    "5.8d": ("The order of the checks was the method: each part was known to "
             "be right before the next one leaned on it.",
             "How much of the last percent comes from the seed? Train five "
             "nets and compare."),
    "6.1": ("A small factor a layer becomes a power of ten after many: the "
            "exponent is what to predict.", ""),
    "6.2": ("Even at its steepest the sigmoid passes a quarter, so the "
            "weight must be 4 to break even.", ""),
    "6.3": ("Every variance rule is one line: what the bend leaves of the "
            "mean square has to be given back by the weights.",
            "Which slope makes the rule that of Glorot for n_in = n_out?"),
    "6.4": ("Two units part as soon as anything that reaches them differs: "
            "incoming weights, or what comes back.", ""),
    "6.5": ("A dead unit has no gradient, and what has no gradient cannot be "
            "brought back by training.",
            "Which change of the data could wake one?"),
    "6.6": ("One factor for all keeps the direction; clipping entry by entry "
            "turns it.",
            "When is the angle between the two at its largest?"),
}  # fmt: skip


def thoughts(exercise):
    """(an insight, a part two) of an exercise; empty where there is none."""
    insight, more = THOUGHTS.get(exercise.id, ("", ""))
    return exercise.insight or insight, exercise.more or more
