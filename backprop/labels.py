"""Labels: which of them count."""


def counting(labels, K, what):
    """Return where labels (whole numbers) count: not where they are -1.

    Raises ValueError for other labels than -1 to K-1, and for -1 alone.
    """
    low, high = labels.min(), labels.max()
    if low < -1 or high >= K:
        raise ValueError(
            f"{what} expects labels from 0 to {K - 1}, or -1 where nothing "
            f"is counted, got {low} to {high}"
        )
    if high < 0:
        raise ValueError(
            f"{what} expects at least one label that counts, from 0 to "
            f"{K - 1}, got -1 everywhere"
        )
    return labels >= 0
