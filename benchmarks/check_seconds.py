"""How long a check takes: the slowest verdicts, each the first of its kind.

`python benchmarks/check_seconds.py` prints seconds; a check promises less
than one. A wrong answer costs most: all that are known are tried then.
"""

import sys
import time

from backprop.exercises.judging import verdict
from backprop.exercises.known import forget
from backprop.exercises.registry import CHAPTERS

MOST = 1.0


def main():
    slowest = []
    for exercises in CHAPTERS.values():
        for exercise in exercises:
            for wrong in exercise.mistakes:
                answer = exercise.wrong_answer(wrong, 1)
                forget()
                start = time.perf_counter()
                verdict(exercise, answer, 1)
                seconds = time.perf_counter() - start
                slowest.append((seconds, exercise.id, wrong.id))
    slowest.sort(reverse=True)
    for seconds, number, name in slowest[:5]:
        print(f"{seconds:5.2f} s  {number} {name}")
    print(
        f"{len(slowest)} wrong answers; median "
        f"{slowest[len(slowest) // 2][0]:.3f} s"
    )
    return int(slowest[0][0] > MOST)


if __name__ == "__main__":
    sys.exit(main())
