"""Rules of the family `queues`."""
