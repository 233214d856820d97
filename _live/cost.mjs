/** What the reader pays for Python in the page: said before and meanwhile. */
export const COST = "about ten seconds and 13 MB, the first time";
