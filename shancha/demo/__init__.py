"""The demo world."""

# The facts that tell a world in the making from a finished one.
STARTED, FINISHED = "demo.started", "demo.finished"
