"""What goes wrong when a tape is read: the catalogue of 8.3."""

from ..record import Wrong
from . import misreadings

ORDER = "08-tape#The order of reading"

MISTAKES = (
    Wrong(
        "written-over",
        misreadings.written_over,
        "With = each line writes its share over that of the line before. A "
        "parent of two lines must hold the sum: +=.",
    ),
    Wrong(
        "by-recursion",
        misreadings.by_recursion,
        "A line that is reached twice passes on what it holds twice, and "
        "its first share arrives once more. Read every line once, when all "
        "its children have been read.",
        section=ORDER,
    ),
    Wrong(
        "nearest-first",
        misreadings.nearest_first,
        "Every line is read once, but in the order in which it is first "
        "reached. A line that can be reached in few steps may still have "
        "children to come: wait until all of them have been read.",
        section=ORDER,
    ),
    Wrong(
        "way-after-way",
        misreadings.way_after_way,
        "Every line is read once, but one way is followed to its end before "
        "the next begins. The shares of the other ways come too late: read a "
        "line when all its children have been read.",
        section=ORDER,
    ),
    Wrong(
        "share-after-share",
        misreadings.share_after_share,
        "You go on to a parent as soon as it has its first share, and read "
        "it once. What comes later stays there: read a line when all its "
        "children have been read.",
        section=ORDER,
    ),
    Wrong(
        "downwards",
        misreadings.downwards,
        "A line passes on what has arrived, and that comes from below. Read "
        "from the last line up to the first.",
        section=ORDER,
    ),
    Wrong(
        "last-line",
        misreadings.last_line,
        "The slope 1 belongs to the line whose gradient is asked, number "
        "`result`. You start at the last line of the tape, whatever result "
        "is.",
    ),
    Wrong(
        "no-start",
        misreadings.no_start,
        "The slope of the result by itself is 1. Without that start only "
        "zeros are passed on.",
    ),
    Wrong(
        "ones-everywhere",
        misreadings.ones,
        "Only the result starts with 1. Every other gradient is a sum over "
        "uses, and a sum starts at 0: lines that do not lead to the result "
        "stay there.",
    ),
    Wrong(
        "value-for-start",
        misreadings.value_for_start,
        "Reading starts with the slope of the result by itself. That is 1, "
        "whatever its value.",
    ),
    Wrong(
        "other-slope",
        misreadings.other_slope,
        "slopes[0] belongs to parents[0], and slopes[1] to parents[1]. Each "
        "parent of yours gets the other's.",
    ),
    Wrong(
        "each-parent-once",
        misreadings.each_parent_once,
        "In x·x the line x is a parent twice, and each use has its share. A "
        "set or a dict of the parents holds it once.",
    ),
    Wrong(
        "set-of-parents",
        misreadings.set_of_parents,
        "A set holds a parent once that stands twice, as in x·x, and in an "
        "order of its own, so that slopes go to other parents. Take parents "
        "as they stand.",
    ),
    Wrong(
        "own-value",
        misreadings.own_value,
        "What came back is multiplied by the line's slope by that parent. "
        "You took the line's value, which does not enter.",
    ),
    Wrong(
        "value-for-slope",
        misreadings.value_for_slope,
        "What came back is multiplied by the line's slope, which stands in "
        "the line. The parent's value does not enter.",
    ),
    Wrong(
        "slopes-alone",
        misreadings.slopes_alone,
        "Those are sums of local slopes. A share is the gradient of the line "
        "that is read, times its slope by that parent.",
    ),
    Wrong(
        "slopes-added",
        misreadings.slopes_added,
        "Within one share, what came back and the slope are multiplied. It "
        "is the shares that are added.",
    ),
    Wrong(
        "first-kept",
        misreadings.first_kept,
        "A parent that holds a share already is at a fork: the next one is "
        "added to it, not dropped.",
    ),
    Wrong(
        "used-up",
        misreadings.used_up,
        "pop, clear and reverse work on the caller's tape. Whoever reads it "
        "again finds nothing, or another order. Count line numbers down.",
        "tape is changed by the call; the gradients are right.",
    ),
    Wrong(
        "one-line",
        misreadings.one_line,
        "Only the last line has been read. Does a return stand inside the "
        "loop?",
    ),
    Wrong(
        "last-unread",
        misreadings.last_unread,
        "The last line is never read. Its number is len(tape) - 1, and "
        "range(n) ends with n - 1 by itself.",
    ),
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
