"""What a convolution costs as one matrix product, counted: 9.4b."""

from .counts import typed_chain


def _fits(v, side, k):
    """How many windows of k, with stride s, lie in a side."""
    return (side - k) // v.s + 1


UNFOLDED = typed_chain(
    {
        "fit": lambda v: lambda side, k: _fits(v, side, k),
        "h": lambda v: v.fit(v.H, v.kh),
        "w": lambda v: v.fit(v.W, v.kw),
        "rows": lambda v: v.N * v.h * v.w,
        "columns": lambda v: v.kh * v.kw * v.c_in,
        "times": lambda v: v.rows * v.columns / (v.N * v.H * v.W * v.c_in),
        "products": lambda v: v.rows * v.columns * v.c_out,
        "loop": lambda v: v.products,
        "calls": lambda v: v.h * v.w,
    },
    ("rows", "columns", "times", "products", "loop", "calls"),
    (
        ("fit", "stride-1", lambda v: lambda side, k: side - k + 1, "The "
         "window moves by s: of the places that stride 1 would have, only "
         "every s-th is kept, each way."),
        ("fit", "places-one-short", lambda v: lambda side, k: (side - k)
         // v.s, "(H - kh) / s is the number of moves. Before the first of "
         "them there is a place already: add 1."),
        ("fit", "stride-on-the-image", lambda v: lambda side, k: side
         // v.s, "What is divided by s is the room to move, H - kh, and 1 "
         "is added."),
        ("rows", "one-image", lambda v: v.h * v.w, "P has a row for each "
         "place of each image. You counted one image's."),
        ("rows", "row-a-pixel", lambda v: v.N * v.H * v.W, "P has a row for "
         "each place of the window, and there are fewer of these than "
         "pixels."),
        ("columns", "channels-left-out", lambda v: v.kh * v.kw, "A row of P "
         "holds all that the window sees: kh · kw pixels of c_in channels."),
        ("columns", "outputs-counted", lambda v: v.kh * v.kw * v.c_in
         * v.c_out, "P is made of the image alone. The c_out kernels are the "
         "columns of the matrix it is multiplied by."),
        ("columns", "outputs-for-inputs", lambda v: v.kh * v.kw * v.c_out,
         "P is made of the image, which has c_in channels."),
        ("times", "every-pixel-the-same", lambda v: v.kh * v.kw, "kh · kw "
         "is right inside a large image at stride 1. At the border, and at a "
         "stride, a pixel stands in fewer windows: divide the entries of P by "
         "those of X."),
        ("times", "upside-down", lambda v: (v.N * v.H * v.W * v.c_in)
         / (v.rows * v.columns), "That is X's share of P. Asked is how many "
         "times larger P is: its entries over those of X."),
        ("times", "entries", lambda v: v.rows * v.columns, "Those are the "
         "entries of P. Divide them by the entries of X."),
        ("times", "all-against-one-image", lambda v: v.rows * v.columns
         / (v.H * v.W * v.c_in), "You divided the P of all images by the "
         "entries of one."),
        ("times", "without-channels", lambda v: v.rows * v.columns
         / (v.N * v.H * v.W), "X has c_in numbers at each pixel."),
        ("times", "rows-over-pixels", lambda v: v.rows / (v.N * v.H * v.W),
         "You compared the number of places with that of the pixels. Compare "
         "the numbers that P and X hold."),
        ("times", "one-more", lambda v: v.rows * v.columns / (v.N * v.H * v.W
         * v.c_in) + 1, "P and X together are one more. Asked is P alone, in "
         "units of X."),
        ("products", "entries-of-P", lambda v: v.rows * v.columns, "Each "
         "entry of P meets the weights of every kernel: times c_out."),
        ("products", "entries-of-Y", lambda v: v.rows * v.c_out, "Those are "
         "the entries of Y. Each is a sum of kh · kw · c_in products."),
        ("products", "sums-as-well", lambda v: 2 * v.rows * v.columns
         * v.c_out, "You counted the additions as well. Asked are the "
         "multiplications."),
        ("products", "one-image-products", lambda v: v.h * v.w * v.columns
         * v.c_out, "That is one image's. The product is that of all N."),
        ("loop", "loop-once-an-entry", lambda v: v.products * v.kh * v.kw,
         "The loop multiplies each weight once at each place "
         "of each image, as the one product does. im2col saves calls, not "
         "multiplications."),
        ("loop", "loop-twice", lambda v: 2 * v.products,
         "The loop does the same multiplications as the one product. im2col "
         "saves calls, not multiplications."),
        ("loop", "loop-without-copies", lambda v: v.N * v.H * v.W * v.c_in
         * v.c_out, "The loop copies nothing, but a pixel is multiplied once "
         "for each window that sees it: as often as in the one product."),
        ("loop", "loop-one-image", lambda v: v.h * v.w * v.columns * v.c_out,
         "At each place the loop's product takes all N images: the same "
         "multiplications as with im2col."),
        ("loop", "loop-at-each-place", lambda v: v.h * v.w
         * v.products, "rows counts the places already. The loop "
         "does the same multiplications as the one product."),
        ("calls", "call-an-image", lambda v: v.N * v.h * v.w, "At each place "
         "all N images are multiplied in one call."),
        ("calls", "call-an-entry", lambda v: v.kh * v.kw, "That is a loop "
         "over the entries of the kernel. Asked is the one over places."),
        ("calls", "call-once", lambda v: 1, "One call is what im2col makes. "
         "The loop makes one for each place."),
        ("calls", "call-a-kernel", lambda v: v.h * v.w * v.c_out, "The "
         "c_out kernels are the columns of one matrix: one call a place."),
        ("calls", "call-a-number", lambda v: v.rows * v.c_out, "That is a "
         "call for each number of Y. The loop makes one for each place, with "
         "all images and all kernels in it."),
        ("calls", "call-a-pixel", lambda v: v.H * v.W, "The loop is over the "
         "places of the window, not over the pixels."),
    ),
)  # fmt: skip
