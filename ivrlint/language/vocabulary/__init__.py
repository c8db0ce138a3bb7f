"""What callers and menus call things: concepts with their words, as plain files anyone can extend.

- `words/*.txt`                 the concepts, a file a sector, a line a concept, both languages side by side
- `../<language>/forms.txt`     how the language's words change: endings, stop words
- `../<language>/concepts.txt`  both, compiled for fast loading by `python -m ivrlint.language.vocabulary`

`lexicon` reads the index; `source`, `check` and `build` are for makers and never run on a user's lint.
"""
