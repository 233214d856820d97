// Something is pulled with the mouse or a finger.

/**
 * Follow a pointer that presses `target` until it lets go. A finger that
 * scrolls the page instead (see touch-action) takes back what it did.
 * @param {Element} target
 * @param {{press: (event: PointerEvent) => void,
 *   move: (event: PointerEvent, dx: number, dy: number) => void,
 *   cancel: () => void, release: (() => void)?}} calls  dx and dy count
 *   from where it pressed, in pixels
 */
export function dragged(target, { press, move, cancel, release }) {
  let held; // the pointer, and where it pressed
  target.addEventListener("pointerdown", (event) => {
    if (held || event.button) return;
    press(event);
    held = { id: event.pointerId, x: event.clientX, y: event.clientY };
    target.setPointerCapture(event.pointerId);
    if (event.pointerType === "mouse") event.preventDefault(); // selects text
  });
  target.addEventListener("pointermove", (event) => {
    if (event.pointerId === held?.id)
      move(event, event.clientX - held.x, event.clientY - held.y);
  });
  target.addEventListener("pointerup", (event) => {
    if (event.pointerId !== held?.id) return;
    held = undefined;
    release?.();
  });
  target.addEventListener("pointercancel", (event) => {
    if (event.pointerId !== held?.id) return;
    held = undefined;
    cancel();
  });
}
