"""A finger on the page."""


def swipe(context, page, start, way):
    """Touch at `start`, go as far as `way` says, and let go."""
    touch = context.new_cdp_session(page)

    def send(kind, *points):
        event = {"type": kind, "touchPoints": list(points)}
        touch.send("Input.dispatchTouchEvent", event)
        page.wait_for_timeout(20)

    for k in range(11):
        x, y = (s + w * k / 10 for s, w in zip(start, way, strict=True))
        send("touchMove" if k else "touchStart", {"x": x, "y": y})
    send("touchEnd")
    page.wait_for_timeout(300)
