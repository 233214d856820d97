"""How late a submission is, and what that costs."""

import math
from dataclasses import dataclass
from datetime import datetime

DAY = 86400.0


@dataclass(frozen=True)
class LateRule:
    """due: seconds since 1970, or None. grace: minutes that cost nothing.

    Each day begun after that takes `percent` of what was earned; after
    `days` of them nothing is left. Without `percent` lateness is told only.
    """

    due: float | None = None
    percent: float = 0.0
    days: int | None = None
    grace: float = 0.0

    def late(self, when):
        """Seconds after the due time; 0 if in time or not known."""
        if self.due is None or when is None:
            return 0.0
        late = when - self.due
        return late if late > 60.0 * self.grace else 0.0

    def score(self, points, when):
        """What is left of these points, to a hundredth."""
        begun = math.ceil(self.late(when) / DAY)
        if self.days is not None and begun > self.days:
            return 0.0
        left = max(0.0, 1.0 - begun * self.percent / 100.0)
        return round(points * left, 2)


def due_time(text):
    """Seconds since 1970 of 2026-11-20 or 2026-11-20T18:00+01:00.

    A day alone means its end; without a zone, this machine's. Raises
    ValueError.
    """
    when = datetime.fromisoformat(text)
    if len(text) <= 10:
        when = when.replace(hour=23, minute=59, second=59)
    return when.timestamp()


def spoken(seconds):
    """ "1 d 02:05" of a number of seconds; "" of 0."""
    if not seconds:
        return ""
    minutes = math.ceil(seconds / 60.0)
    days, minutes = divmod(minutes, 1440)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{days} d {clock}" if days else clock
