"""How much one run of a cell may show: one limit for all of it."""

from itertools import islice

MOST = 200_000  # characters, of all that a cell prints and shows
EACH = 1_000  # what a picture, a table or a value takes of it at least
ITEMS = 1_000  # of a list or another collection, as IPython does it
RICH = 2_000_000  # characters of one table or figure

MORE = "… and more, which is not shown."
BRACKETS = {list: "[]", tuple: "()", set: "{}", dict: "{}"}


def words(value):
    """repr(value); of a long collection the first items alone."""
    kind = type(value)
    if kind not in BRACKETS or len(value) <= ITEMS:
        return repr(value)
    first = islice(value.items() if kind is dict else value, ITEMS)
    if kind is dict:
        shown = (f"{key!r}: {item!r}" for key, item in first)
    else:
        shown = map(repr, first)
    opening, closing = BRACKETS[kind]
    left = f"… {len(value) - ITEMS:,} more"
    return opening + ", ".join([*shown, left]) + closing


class Room:
    """What is left of the limit; says once that there is no more."""

    def __init__(self):
        self.left, self.said = MOST, False

    def cut(self, text):
        """The part of a text that there is room for; "" when it is over."""
        if len(text) <= self.left:
            self.left -= len(text)
            return text
        if self.said:
            return ""
        shown, self.left, self.said = text[: self.left], 0, True
        return f"{shown}\n{MORE}\n"

    def bundle(self, data):
        """What there is room for of {MIME type: text}; None when over."""
        if self.said:
            return None
        if self.left < EACH:
            self.left, self.said = 0, True
            return {"text/plain": MORE}
        shown = {k: text for k, text in data.items() if len(text) <= RICH}
        before = self.left
        shown["text/plain"] = self.cut(data.get("text/plain", ""))
        self.left = min(self.left, before - EACH)
        return shown
