"""In which order a tape is read backwards."""


def children_first(output):
    """Everything `output` was made from, each after all its children.

    Depth first with a stack of our own: a graph 20,000 deep would
    overflow Python's.
    """
    order, seen = [], {output}
    stack = [(output, iter(output.parents))]
    while stack:
        node, parents = stack[-1]
        for parent in parents:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, iter(parent.parents)))
                break
        else:
            order.append(node)  # all its parents are in already
            stack.pop()
    return order[::-1]
