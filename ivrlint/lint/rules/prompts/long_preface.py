"""`long-preface`."""

from ivrlint.flow.model import Menu
from ivrlint.language.plainness import sentences
from ivrlint.lint.greetings import EMERGENCY, without
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Offer, Study
from ivrlint.message import say

_NEWS = (EMERGENCY, "apology")


@rule("prompts", "warning", on=Menu, sources=("A3", "seed001"))
def long_preface(menu: Menu, study: Study, *, most: int = 10) -> Faults:
    """A menu talks before it comes to its options.

    ## Why
    The caller has just chosen and waits for the next choice. A sentence that says where they are and that
    there are options to choose from tells them nothing, and they listen to it each time they come back.

    ## Wrong
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: bills}, 2: {label: faults, to: adviser}}}
      bills:
        type: menu
        prompt: >-
          You are now in the billing section of our telephone service, where you can choose from several options.
          {options}
        options:
          1: {label: pay a bill, to: adviser}
          2: {label: ask for a copy, to: adviser}
    ```

    ## Right
    ```yaml
    nodes:
      main: {type: menu, options: {1: {label: bills, to: bills}, 2: {label: faults, to: adviser}}}
      bills:
        type: menu
        prompt: "Bills. {options}"
        options:
          1: {label: pay a bill, to: adviser}
          2: {label: ask for a copy, to: adviser}
    ```

    ## How to mend it
    Name the subject in a word or two and begin. A sentence that holds a field, as in “Your balance is
    {balance}”, is an answer and does not count, nor does an apology or what to do in an emergency. The
    first menu of a call is looked at by `long-greeting`.
    """
    if study.graph.depth.get(menu.id, 1) <= study.main_depth:
        return
    for offer in study.offers(menu):
        preface = offer.text[: offer.announced[0].start] if offer.announced else ""
        if preface.count(" ") < most // 2:
            continue
        news = without(preface, offer.language, *_NEWS)
        told = [told.words for told in sentences(news, offer.language) if "{" not in news[told.start : told.end]]
        if sum(told) > most:
            yield Fault(
                offer.place,
                say(
                    "callers listen to {count} words before the first option (at most {limit})",
                    count=sum(told),
                    limit=most,
                ),
                say("name the subject in a word or two and begin with “{first}”", first=_first(offer)),
                menu.id,
            )


def _first(offer: Offer) -> str:
    return offer.text[offer.announced[0].start : offer.announced[0].end]
