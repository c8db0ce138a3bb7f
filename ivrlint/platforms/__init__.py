"""Menus that other platforms run, read into the same Flow: one module or package a platform."""
