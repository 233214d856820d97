"""A slip of a chain, as an entry of a catalogue."""

from .record import Wrong


def wrong(chain, id, symptom="", section=""):
    """The Wrong that is this slip alone, with the slip's own words.

    For an exercise with numbers and for one with cases: both call the
    answer of the chain, by name or by place.
    """
    (slip,) = (slip for slip in chain.slips if slip.id == id)
    return Wrong(id, chain.slipped(id), slip.cause, symptom, section)
