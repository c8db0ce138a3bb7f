"""A flow as a page that people look at when they discuss it: its picture, what is wrong with it, a phone to call it."""
