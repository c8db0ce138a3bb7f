"""What happens on a call: the machine, the world around it, callers who are written down."""
