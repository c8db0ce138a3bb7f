"""Rules of the family `languages`."""
