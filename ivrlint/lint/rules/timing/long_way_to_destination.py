"""`long-way-to-destination`."""

from ivrlint.flow.model import Callback, Transfer, Voicemail
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_GOALS = (Transfer, Voicemail, Callback)


@rule("timing", "warning", sources=("V1", "N1", "IT-L"))
def long_way_to_destination(study: Study, *, mean: float = 48, note: float = 40, worst: float = 90) -> Faults:
    """It takes callers too long to get through the menus.

    ## Why
    In four million calls the time spent in menus was 48 seconds on average, 40 for the typical call. Studies
    find that menus often take longer than the wait for a person, and announcements are why.

    ## Wrong
    ```yaml
    voice: {words_per_minute: 100}
    intents: {fault: {share: 100%, at: technicians}}
    nodes:
      welcome:
        type: message
        prompt: >-
          Welcome to Acme. We have been serving homes and offices since nineteen hundred and twelve, with the same
          care and in the same spirit as on the first day. All our teams work for you from Monday to Friday, and our
          new website has answers to the questions that we are asked most often, with pictures and short films. We
          would also like to tell you about our new tariffs, which are fair, simple and made for people like you, and
          about the free inspection of your meter that we offer this year to all our customers in the country.
        next: main
      main: {type: menu, options: {1: {label: billing, to: adviser}, 2: {label: faults, to: technicians}}}
      technicians: {type: transfer, queue: technicians, prompt: Our technicians are next., on: {full: call_back}}
    ```

    ## Right
    ```yaml
    voice: {words_per_minute: 100}
    intents: {fault: {share: 100%, at: technicians}}
    nodes:
      welcome: {type: message, prompt: Welcome to Acme., next: main}
      main: {type: menu, options: {1: {label: billing, to: adviser}, 2: {label: faults, to: technicians}}}
      technicians: {type: transfer, queue: technicians, prompt: Our technicians are next., on: {full: call_back}}
    ```

    ## How to mend it
    Shorten what all callers hear, put first what most of them want, and drop a menu. With `intents` that
    have a `share` the mean is worked out too. Counted are the prompts up to the chosen option, the time to
    press and to enter numbers; not the wait for a person.
    """
    times = study.times.until
    goals = [node for node in study.flow.nodes.values() if isinstance(node, _GOALS) and node.id in times]
    farthest = max(goals, key=lambda node: times[node.id], default=None)
    if farthest is not None and times[farthest.id] > worst:
        yield Fault(
            farthest.name,
            say(
                "callers are on the line for {seconds:.0f} s before they get to `{id}` (at most {limit:g} s)",
                seconds=times[farthest.id],
                id=farthest.id,
                limit=worst,
            ),
            say("shorten the prompts on the way, or take out a menu"),
            farthest.id,
        )
    average = _mean(study)
    if average > note:
        yield Fault(
            study.written("intents"),
            say(
                "on average callers listen for {seconds:.0f} s before they get somewhere (at most {limit:g} s)",
                seconds=average,
                limit=mean if average > mean else note,
            ),
            say("put first what most callers want, and shorten what all of them hear"),
            severity=None if average > mean else "info",
        )


def _mean(study: Study) -> float:
    """The mean over the intents that have a share, 0 where none has."""
    times = study.times.until
    reached = [
        (intent.share, min(times[target.to] for target in intent.at if target.to in times))
        for intent in study.flow.intents.values()
        if intent.share and any(target.to in times for target in intent.at)
    ]
    return sum(share * seconds for share, seconds in reached) / (sum(share for share, _ in reached) or 1)
