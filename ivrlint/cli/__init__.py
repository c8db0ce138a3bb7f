"""The command line: one file a command, each reads options, calls one function, prints."""
