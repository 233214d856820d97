"""Nets for images, counted: shapes, parameters and products: 9.1."""

from .counts import typed_chain


def _places(v):
    return v.h3 * v.w3


def _halved(side):
    return side // 2


def _kept(side):
    return side


def _one_less(side):
    return side - 1


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
