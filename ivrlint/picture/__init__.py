"""A flow as a picture: one scene, drawn in several formats."""
