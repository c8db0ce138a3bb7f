"""Rules of the family `demand`."""
