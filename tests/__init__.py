"""The tests. They read what ivrlint says in English, whatever the language of the machine."""

import os

os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
