"""ivrlint: lint, walk through and draw phone menus (IVR) written in YAML."""

__version__ = "0.1.0"
