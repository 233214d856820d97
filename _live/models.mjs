/** Pictures that the page computes itself, as backprop/book/pictures.py
 *  does, and what a hand does to them. No page.
 *
 * Of each model: picture(values); grips(values), the points that can be
 * pulled; pull(values, k, at, grips), the values after grip k, of those
 * grips, went to a point; words for the grips.
 */

import { two_arms } from "./model_arms.mjs";
import { descent } from "./model_descent.mjs";
import { dividing_line } from "./model_line.mjs";

export const models = { descent, dividing_line, two_arms };
