"""Findings -> what people and machines read: one file a format, all fed the same data."""
