// A finger that scrolls the page leaves a slider as it was.

const CLEAR = 8; // pixels to the side that mean the slider and not the page

/**
 * Call `moved` when a range input is meant: at once for a mouse or a key,
 * for a finger when it has gone to the side or let go where it pressed. If
 * the browser takes the touch for a scroll, the old value comes back.
 * @param {HTMLInputElement} input its style has touch-action: pan-y
 * @param {() => void} moved
 */
export function meant(input, moved) {
  let press; // {x, value} while nobody knows what the finger wants
  const decided = () => {
    if (!press) return;
    const { value } = press;
    press = undefined;
    if (input.value !== value) moved();
  };
  input.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch")
      press = { x: event.clientX, value: input.value };
  });
  input.addEventListener("pointermove", (event) => {
    if (press && Math.abs(event.clientX - press.x) > CLEAR) decided();
  });
  input.addEventListener("pointerup", decided);
  input.addEventListener("pointercancel", () => {
    if (press) input.value = press.value;
    press = undefined;
  });
  input.addEventListener("input", () => {
    if (!press) moved();
  });
}

/**
 * Call `moved(event, began)` while something is dragged, with the events of
 * the pointer now and when it was pressed: at once for a mouse, for a finger
 * when it has gone to the side or let go where it pressed. A finger that
 * goes up or down scrolls the page.
 * @param {HTMLElement} element its style has touch-action: pan-y
 * @param {(event: PointerEvent, began: PointerEvent) => void} moved
 */
export function dragged(element, moved) {
  let press; // {began, meant} while a pointer is down
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    press = { began: event, meant: event.pointerType !== "touch" };
    element.setPointerCapture(event.pointerId);
    if (press.meant) moved(event, event);
  });
  element.addEventListener("pointermove", (event) => {
    if (!press) return;
    press.meant ||= Math.abs(event.clientX - press.began.clientX) > CLEAR;
    if (press.meant) moved(event, press.began);
  });
  element.addEventListener("pointerup", (event) => {
    if (press) moved(event, press.began);
    press = undefined;
  });
  element.addEventListener("pointercancel", () => {
    press = undefined;
  });
}
