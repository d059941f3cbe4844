"""The order of the hot list of comments, as an expression that every writer of a counter uses."""

# Stable: age enters as the moment of writing, in units of three days, so that two comments change places
# only when one of them gains or loses something. Three days weigh as much as going from 0 to 1.7 likes.
HEAT = "ln(1 + {likes} + {replies} / 2.0) + extract(epoch from {c}.created_at) / 259200"
