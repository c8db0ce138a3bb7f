"""Rules of the family `hours`."""
