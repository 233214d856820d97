"""What has been graded, kept line by line, so that nothing is done twice."""

import hashlib
import json
import os
import secrets
from functools import cache
from pathlib import Path

from .root import PACKAGE


class Log:
    """results.jsonl in a folder: {key: what is known}, appended and synced.

    A line that was cut off, as by a killed process, is done again.
    """

    def __init__(self, folder):
        self.path = Path(folder, "results.jsonl")
        self.known = {}
        if self.path.exists():
            text = self.path.read_bytes()
            for line in text.split(b"\n"):
                self._take(line)
            if text and not text.endswith(b"\n"):
                with open(self.path, "ab") as file:
                    file.write(b"\n")

    def _take(self, line):
        try:
            found = json.loads(line)
            self.known[found["key"]] = found["result"]
        except (ValueError, KeyError, TypeError):
            pass

    def add(self, key, result):
        """Write down one result; after this it is not lost."""
        line = json.dumps({"key": key, "result": result}) + "\n"
        with open(self.path, "ab") as file:
            file.write(line.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        self.known[key] = result


def key(learner, digest, seed, secret, source):
    """Under which a result is kept: all that it depends on.

    source: the name and the bytes of the assignment's source notebook.
    """
    name, data = source
    asked = [name, hashlib.sha256(data).hexdigest()]
    told = [learner, digest, seed, secret, *asked, version()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@cache
def version():
    """A number of the package's own text: another one grades anew."""
    found = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def secret_of(folder):
    """The seed of this class's cases, drawn once and kept in the folder."""
    path = Path(folder, "class.json")
    if path.exists():
        return int(json.loads(path.read_text())["secret"])
    drawn = secrets.randbelow(2**62)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump({"secret": drawn}, file)
    return drawn
