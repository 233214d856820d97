"""The name under which a figure's digest travels in a notebook."""

DIGEST_MIME = "application/vnd.backprop.figure+json"
