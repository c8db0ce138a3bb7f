"""A call that a person plays through: on a terminal, or line by line over a pipe."""
