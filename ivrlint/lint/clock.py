"""Which day it is, for rules about the age of something."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH (seconds since 1970) names, so that a result can be repeated."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed.isdecimal() else datetime.now().astimezone().date()
