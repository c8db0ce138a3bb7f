"""What a platform would refuse in a file that somebody has written by hand: told, and read as it is meant."""

from ivrlint.message import say

NO_SUCH_WAY = say("{platform} knows no way out of this shape, and refuses the flow")
NO_SUCH_NAME = say("{platform} knows no `{name}` here")
NOT_WRITTEN = say("`{name}` is missing here: nothing of this is read")
WRITE = say("write `{name}`")
