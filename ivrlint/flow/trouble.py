"""Why the operating system refused a file, in the language that is spoken."""

import errno

from ivrlint.message import Message, say

_REASONS = {
    errno.ENOENT: say("there is no such file or folder"),
    errno.EACCES: say("you have no permission"),
    errno.EPERM: say("you have no permission"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of its path is a file"),
    errno.EROFS: say("the disk can only be read"),
    errno.ENOSPC: say("the disk is full"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.ELOOP: say("its links lead in a circle"),
}


def reason(error: OSError) -> Message | str:
    """Why, for a slot of a message; the system's own words for what is rare."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or str(error)
