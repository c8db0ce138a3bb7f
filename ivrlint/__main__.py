"""`python -m ivrlint`."""

from ivrlint.cli.main import main

if __name__ == "__main__":
    main()
