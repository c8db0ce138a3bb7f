"""Rules of the family `prompts`."""
