"""Nets for images, counted: shapes, parameters and products: 9.1 and 9.4b."""

from .counts import typed_chain


def _places(v):
    return v.h3 * v.w3


def _halved(side):
    return side // 2


def _kept(side):
    return side


def _one_less(side):
    return side - 1


def _fits(v, side, k):
    """How many windows of k, with stride s, lie in a side."""
    return (side - k) // v.s + 1


FORGOTTEN = (
    "The {} convolution is laid over {} channels at once: each of its "
    "kernels has k × k weights for each of them."
)
NO_BIAS = "Each kernel has a bias besides its weights: one for each channel "
SHARED = (
    "The same kernel is laid at every place, so its parameters are counted "
    "once, whatever the size of the image."
)

LENET = typed_chain(
    {
        "first": lambda v: 2 * v.p - v.k1 + 1,
        "h": lambda v: v.H + v.first,
        "w": lambda v: v.W + v.first,
        "pool": lambda v: _halved,
        "h2": lambda v: v.pool(v.h),
        "w2": lambda v: v.pool(v.w),
        "second": lambda v: 1 - v.k2,
        "h3": lambda v: v.h2 + v.second,
        "w3": lambda v: v.w2 + v.second,
        "pool_2": lambda v: _halved,
        "rows": lambda v: v.pool_2(v.h3),
        "columns": lambda v: v.pool_2(v.w3),
        "conv_1": lambda v: v.k1**2 * v.c * v.c1 + v.c1,
        "conv_2": lambda v: v.k2**2 * v.c1 * v.c2 + v.c2,
        "flat": lambda v: v.rows * v.columns * v.c2,
        "dense": lambda v: v.flat * v.n + v.n,
        "last": lambda v: v.n * v.K + v.K,
        "total": lambda v: v.conv_1 + v.conv_2 + v.dense + v.last,
        "products": lambda v: _places(v) * v.k2**2 * v.c1 * v.c2,
    },
    (
        "h", "w", "rows", "columns", "conv_1", "conv_2", "dense", "total",
        "products",
    ),
    (
        ("first", "no-padding", lambda v: 1 - v.k1, "The first convolution "
         "has p rings of zeros around the image: 2 p rows and 2 p columns "
         "more."),
        ("first", "padding-on-one-side", lambda v: v.p - v.k1 + 1, "A ring "
         "has two sides: padding p adds p rows above and p below."),
        ("first", "one-place-short", lambda v: 2 * v.p - v.k1, "H - k is how "
         "often the window can move down by one. The place where it starts "
         "counts too: H - k + 1."),
        ("first", "size-kept", lambda v: 0, "Padding p makes up for a kernel "
         "of 2 p + 1, and for no other: H + 2 p - k1 + 1."),
        ("first", "kernel-taken-twice", lambda v: 2 * v.p - 2 * v.k1 + 2,
         "The window loses k1 - 1 places in all, not on each side."),
        ("pool", "first-pool-left-out", lambda v: _kept, "Between the two "
         "convolutions a pool of 2 × 2 halves the rows and the columns."),
        ("pool", "pool-of-stride-1", lambda v: _one_less, "The windows of "
         "the pool lie side by side, with stride 2: it halves the rows and "
         "the columns."),
        ("second", "second-place-short", lambda v: -v.k2, "H - k is how "
         "often the window can move. The place where it starts counts too: "
         "the second convolution loses k2 - 1 rows."),
        ("second", "second-size-kept", lambda v: 0, "The second convolution "
         "has no padding: it gives k2 - 1 rows and columns fewer than it "
         "gets."),
        ("second", "padded-twice", lambda v: 2 * v.p - v.k2 + 1, "Padding "
         "stands with the first convolution alone. The second has none."),
        ("pool_2", "last-pool-left-out", lambda v: _kept, "rows and columns "
         "are asked of what the second pool gives. You have what goes into "
         "it."),
        ("pool_2", "last-pool-of-stride-1", lambda v: _one_less, "The "
         "windows of the pool lie side by side, with stride 2: it halves the "
         "rows and the columns."),
        ("conv_1", "image-channels-forgotten", lambda v: v.k1**2 * v.c1
         + v.c1, FORGOTTEN.format("first", "c")),
        ("conv_1", "first-bias-forgotten", lambda v: v.k1**2 * v.c * v.c1,
         NO_BIAS + "it makes, c1."),
        ("conv_1", "one-bias", lambda v: v.k1**2 * v.c * v.c1 + 1, NO_BIAS
         + "it makes. You counted one for all of them."),
        ("conv_1", "bias-each-place", lambda v: v.k1**2 * v.c * v.c1 + v.c1
         * v.h * v.w, "A bias belongs to its kernel, which is the same at "
         "every place: c1 biases, not one for each place."),
        ("conv_1", "bias-each-input", lambda v: (v.k1**2 + 1) * v.c * v.c1,
         "A bias is added once to the sum over all channels of the image: c1 "
         "biases, not c · c1."),
        ("conv_1", "weights-each-place", lambda v: v.k1**2 * v.c * v.c1
         * v.h * v.w + v.c1, SHARED),
        ("conv_1", "one-row-of-the-kernel", lambda v: v.k1 * v.c * v.c1
         + v.c1, "A kernel of k1 × k1 has k1² entries for each channel. You "
         "counted one row of it."),
        ("conv_2", "channels-forgotten", lambda v: v.k2**2 * v.c2 + v.c2,
         FORGOTTEN.format("second", "c1")),
        ("conv_2", "channels-of-the-image", lambda v: v.k2**2 * v.c * v.c2
         + v.c2, "The second convolution does not see the image. It sees "
         "what the first has made: c1 channels."),
        ("conv_2", "second-bias-forgotten", lambda v: v.k2**2 * v.c1 * v.c2,
         NO_BIAS + "it makes, c2."),
        ("conv_2", "one-bias-2", lambda v: v.k2**2 * v.c1 * v.c2 + 1, NO_BIAS
         + "it makes. You counted one for all of them."),
        ("conv_2", "bias-of-the-first", lambda v: v.k2**2 * v.c1 * v.c2
         + v.c1, "A bias is for a channel that is made: the second "
         "convolution has c2 of them, not c1."),
        ("conv_2", "kernel-of-the-first", lambda v: v.k1**2 * v.c1 * v.c2
         + v.c2, "The second convolution has kernels of k2 × k2."),
        ("conv_2", "weights-each-place-2", lambda v: _places(v) * v.k2**2
         * v.c1 * v.c2 + v.c2, SHARED),
        ("flat", "channels-not-flattened", lambda v: v.rows * v.columns,
         "Flatten lays all channels into the row: rows · columns · c2 "
         "numbers go into the first linear layer."),
        ("flat", "second-pool-left-out", lambda v: _places(v) * v.c2, "The "
         "second pool stands before the linear layer: it reads rows · "
         "columns · c2 numbers."),
        ("flat", "channels-of-the-first", lambda v: v.rows * v.columns
         * v.c1, "What is flattened has the c2 channels of the second "
         "convolution."),
        ("dense", "dense-bias-forgotten", lambda v: v.flat * v.n, "A linear "
         "layer has a bias for each of its n units."),
        ("dense", "dense-one-bias", lambda v: v.flat * v.n + 1, "A linear "
         "layer has a bias for each of its n units, not one for all."),
        ("dense", "straight-to-the-classes", lambda v: v.flat * v.K + v.K,
         "The first linear layer has n units. The K classes are those of "
         "the last."),
        ("last", "last-left-out", lambda v: 0, "The last layer counts too: "
         "n · K weights and K biases."),
        ("last", "last-bias-forgotten", lambda v: v.n * v.K, "The last layer "
         "has a bias for each of its K classes."),
        ("last", "last-reads-the-image", lambda v: v.flat * v.K + v.K, "The "
         "last layer reads the n units before it."),
        ("products", "one-place", lambda v: v.k2**2 * v.c1 * v.c2, "That is "
         "what one place costs. The kernels are laid at h · w places, "
         "where h × w is the size of what the second convolution gives."),
        ("products", "places-of-the-input", lambda v: v.h2 * v.w2 * v.k2**2
         * v.c1 * v.c2, "Count the places where the kernel fits, not the "
         "pixels over which it is laid: k2 - 1 fewer each way."),
        ("products", "places-after-the-pool", lambda v: v.rows * v.columns
         * v.k2**2 * v.c1 * v.c2, "The pool comes after the products: the "
         "convolution has computed all of its places by then."),
        ("products", "products-channels-forgotten", lambda v: _places(v)
         * v.k2**2 * v.c2, "At a place every one of the c1 channels below "
         "is multiplied by weights of its own."),
        ("products", "products-one-kernel", lambda v: _places(v) * v.k2**2
         * v.c1, "That is one kernel's. The second convolution has c2 of "
         "them."),
        ("products", "additions", lambda v: 2 * _places(v) * v.k2**2 * v.c1
         * v.c2, "You counted the additions as well. Asked are the "
         "multiplications."),
        ("products", "biases-as-products", lambda v: _places(v) * (v.k2**2
         * v.c1 + 1) * v.c2, "A bias is added: it costs no "
         "multiplication."),
        ("products", "parameters-times-places", lambda v: _places(v)
         * v.conv_2 * v.c1, "A parameter of the second convolution is used "
         "once at each place; the c1 channels are in their number already."),
        ("products", "of-the-first", lambda v: v.h * v.w * v.k1**2 * v.c
         * v.c1, "Those are the multiplications of the first convolution. "
         "Asked are the second one's."),
    ),
)  # fmt: skip

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
        ("loop", "loop-once-an-entry", lambda v: v.products * v.kh * v.kw, "The loop multiplies each weight once at each place "
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
