"""Rules of the family `labels`."""
