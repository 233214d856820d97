"""What runs in the sandbox: the roles, and what they say to each other.

A *supervisor*, PID 1, never runs a learner's code and alone holds the way
out. A *line*, forked from it, runs the cells in order. Each check runs in
a *child* of the line, with a socket of its own.
"""
