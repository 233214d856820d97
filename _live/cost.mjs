/** What the reader pays for Python in the page: said before and meanwhile.
    tests/browser/test_cells.py weighs it. */
export const COST = "about ten seconds and 10 MB, the first time";
