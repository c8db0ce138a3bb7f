"""Rules of the family `keys`."""
