"""Two flows compared as callers experience them."""
