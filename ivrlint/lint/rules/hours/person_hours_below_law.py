"""`person-hours-below-law`."""

from ivrlint.flow.calendar import Hours
from ivrlint.flow.model import Branch
from ivrlint.lint.opening import WORKDAYS, minutes, week_told
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_HOUR = 60


@rule("hours", "warning", sources=("BR-L", "IT-L"))
def person_hours_below_law(study: Study, *, hours: float = 8, opens: str = "08:30", closes: str = "21:30") -> Faults:
    """People answer for fewer hours than the law of the country asks for.

    ## Why
    Who works all day can call early, late or not at all. Brazil wants a person on the phone for at least
    eight hours a day, Italy (telecom and television) from 8:30 to 21:30 on weekdays.

    ## Wrong
    ```yaml
    country: BR
    hours: {office: {mon-fri: 09:00-13:00}}
    nodes:
      open: {type: branch, hours: office, cases: {open: advisers, closed: call_back}}
    ```

    ## Right
    ```yaml
    country: BR
    hours: {office: {mon-fri: 09:00-18:00}}
    nodes:
      open: {type: branch, hours: office, cases: {open: advisers, closed: call_back}}
    ```

    ## How to mend it
    Staff the line for longer. Looked at are flows with `country: BR`, and with `country: IT` and the sector
    `telecom`: Monday to Friday, the hours whose open side leads to people without a question. The longest
    hours count; breaks are not counted as open. Not legal advice.
    """
    country = study.flow.country
    if country != "BR" and (country != "IT" or study.flow.sector != "telecom"):
        return
    people = [one for one in study.flow.hours.values() if _leads_to_people(one.name, study)]
    if country == "BR":
        enough = any(_least(one) >= hours * _HOUR for one in people)
        wanted = say("{count} hours", count=f"{hours:g}")
    else:
        enough = any(_covers(one, minutes(opens), minutes(closes)) for one in people)
        wanted = say("{opens} to {closes}", opens=opens, closes=closes)
    if people and not enough:
        yield Fault(
            people[0].place,
            say(
                "people answer here {week}; the law asks for {wanted} from Monday to Friday",
                week=week_told(people[0]),
                wanted=wanted,
            ),
            say("let people answer for longer, and write it here"),
        )


def _least(hours: Hours) -> int:
    """The minutes of its shortest workday."""
    return min(sum(end - start for start, end in hours.week[day]) for day in WORKDAYS)


def _covers(hours: Hours, opens: int, closes: int) -> bool:
    """Is it open from one time to the other on every workday?"""
    return all(any(start <= opens and closes <= end for start, end in hours.week[day]) for day in WORKDAYS)


def _leads_to_people(name: str, study: Study) -> bool:
    """Does the open side of these hours lead to people without a question?"""
    return any(
        edge.key == "open" and edge.target in study.leads_to_person
        for node in study.all(Branch)
        if node.hours == name and study.reached(node)
        for edge in study.exits(node)
    )
