"""What is passed and how often tried, kept in a file beside the notebook.

JupyterLite keeps such a file in the browser. The pages of the book have a
record of their own. BACKPROP_PROGRESS names another file, or "off".
"""

import json
import os
from pathlib import Path

from .places import place_of

NAME = "backprop-progress.json"


def place():
    """The file's path, or None where nothing is kept."""
    named = os.environ.get("BACKPROP_PROGRESS", NAME)
    if named == "off" or os.environ.get("NBGRADER_EXECUTION"):
        return None
    return Path(named)


def read():
    """{id: {"passed": bool, "tries": int}}; empty if nothing is kept."""
    path = place()
    try:
        text = path.read_text(encoding="utf-8") if path else "{}"
        found = json.loads(text)
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(id): {
            "passed": entry.get("passed") is True,
            "tries": max(0, entry["tries"]),
        }
        for id, entry in found.items()
        if isinstance(entry, dict) and isinstance(entry.get("tries"), int)
    }


def write(record):
    """Keep it, as far as the place can be written to."""
    path = place()
    if path is None:
        return
    try:
        ordered = {id: record[id] for id in sorted(record, key=place_of)}
        text = json.dumps(ordered, indent=1) + "\n"
        fresh = path.with_suffix(".part")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        pass
