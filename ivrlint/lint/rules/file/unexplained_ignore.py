"""`unexplained-ignore`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.suppress import Suppressions
from ivrlint.message import say


@rule("file", "warning", on=Suppressions)
def unexplained_ignore(suppressions: Suppressions) -> Faults:
    """A comment silences a rule and does not say why.

    ## Why
    The next designer cannot tell an exception that was thought through from one that was in a hurry.

    ## Wrong
    ```yaml
    nodes:
      main: {type: message, prompt: Hello.}  # ivrlint: ignore[dead-end]
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: message, prompt: Hello.}  # ivrlint: ignore[dead-end] the platform hangs up here
    ```

    ## How to mend it
    Write the reason after the bracket.
    """
    for directive in suppressions.directives:
        if not directive.reason:
            yield Fault(
                directive.place,
                say("this comment does not say why `{rules}` may be ignored here", rules=", ".join(directive.rules)),
                say("write the reason after the bracket"),
            )
