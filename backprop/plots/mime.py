"""Under which names a figure's digest travels."""

DIGEST_MIME = "application/vnd.backprop.figure+json"  # in the notebook
DIGEST_KEY = "backprop-digest"  # in the picture's own metadata
