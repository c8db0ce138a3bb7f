"""`invalid-file`."""

from ivrlint.flow.place import Problem
from ivrlint.flow.read import Reading
from ivrlint.lint.fixes import instead
from ivrlint.lint.rule import Fault, Faults, Fix, rule
from ivrlint.message import say


@rule("file", "error", on=Reading, fixes="safe")
def invalid_file(reading: Reading) -> Faults:
    """Something in the file cannot be understood.

    ## Why
    What cannot be read cannot be played to a caller, and may hide other problems. The rest of the
    file is read and linted all the same.

    ## Wrong
    ```yaml
    nodes:
      main: {type: mesage, prompt: Hello., next: hangup}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: message, prompt: Hello., next: hangup}
    ```

    ## How to mend it
    The message says what was expected in this place; `ivrlint schema` gives editors the format.
    """
    for problem in reading.problems:
        yield Fault(problem.place, problem.message, problem.help, fix=_fix(problem))


def _fix(problem: Problem) -> Fix | None:
    if problem.instead is None:
        return None
    return instead(problem.place, problem.instead, say("write {text}", text=problem.instead))
