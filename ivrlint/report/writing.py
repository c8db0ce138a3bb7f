"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_text(file: Path, text: str) -> None:
    """Replace the content of `file`: written beside it and renamed; its permissions and links are kept.

    Raises OSError.
    """
    file = file.resolve()
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        os.chmod(beside, file.stat().st_mode & 0o7777 if file.exists() else 0o666 & ~_umask())  # noqa: PTH101
        os.replace(beside, file)  # noqa: PTH105 - beside is a name that mkstemp gave
    except BaseException:
        os.unlink(beside)  # noqa: PTH108
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
