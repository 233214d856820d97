"""What goes wrong when a tape is read: the catalogue of 8.3."""

from dataclasses import replace

from ..pools.reading import ORDER, READER
from ..record import Wrong
from ..slipped import wrong
from . import misreadings

MISTAKES = (
    replace(wrong(READER, "written-over"), answer=misreadings.written_over),
    Wrong(
        "by-recursion",
        misreadings.by_recursion,
        "A line that is reached twice passes on what it holds twice, and "
        "its first payment arrives once more. Read every line once, when all "
        "its users have been read.",
        section=ORDER,
    ),
    Wrong(
        "nearest-first",
        misreadings.nearest_first,
        "Every line is read once, but in the order in which it is first "
        "reached. A line that can be reached in few steps may still have "
        "users to come: wait until all of them have been read.",
        section=ORDER,
    ),
    Wrong(
        "way-after-way",
        misreadings.way_after_way,
        "Every line is read once, but one way is followed to its end before "
        "the next begins. The payments of the other ways come too late: read "
        "a line when all its users have been read.",
        section=ORDER,
    ),
    Wrong(
        "share-after-share",
        misreadings.share_after_share,
        "You go on to a parent as soon as it has its first payment, and read "
        "it once. What comes later stays there: read a line when all its "
        "users have been read.",
        section=ORDER,
    ),
    wrong(READER, "downwards", section=ORDER),
    wrong(READER, "last-line"),
    wrong(READER, "no-start"),
    wrong(READER, "ones-everywhere"),
    wrong(READER, "value-for-start"),
    wrong(READER, "other-slope"),
    wrong(READER, "each-parent-once"),
    wrong(READER, "set-of-parents"),
    wrong(READER, "own-value"),
    wrong(READER, "value-for-slope"),
    wrong(READER, "slopes-alone"),
    wrong(READER, "slopes-added"),
    wrong(READER, "first-kept"),
    Wrong(
        "used-up",
        misreadings.used_up,
        "pop, clear and reverse work on the caller's tape. Whoever reads it "
        "again finds nothing, or another order. Count line numbers down.",
        "tape is changed by the call; the gradients are right.",
    ),
    wrong(READER, "one-line"),
    wrong(READER, "last-unread"),
    Wrong(
        "taken-from-parents",
        misreadings.taken_from_parents,
        "A line passes on to its parents. You add to the line what its "
        "parents hold: grads[p] and grads[k] are exchanged.",
    ),
    Wrong(
        "down-to-the-result",
        misreadings.down_to_the_result,
        "A gradient is asked for every line of the tape. Lines below the "
        "result do not lead to it: theirs is 0.",
    ),
)
