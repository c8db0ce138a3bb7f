"""`speech-rate`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say


@rule("timing", "warning", profile="strict", sources=("SR1", "SR2", "SR3", "SC1"))
def speech_rate(study: Study, *, older: float = 15) -> Faults:
    """Texts are spoken faster or slower than callers follow well.

    ## Why
    Listeners follow best at 170 to 190 words a minute in Spanish and 150 to 200 in English; faster costs
    understanding, slower costs patience. One study of phone menus found no effect of the rate, so this is
    for whoever asks for it.

    ## Wrong
    ```yaml
    languages: [es]
    voice: {words_per_minute: 220}
    nodes:
      principal: {type: message, prompt: Bienvenido a Acme., next: adviser}
    ```

    ## Right
    ```yaml
    languages: [es]
    voice: {words_per_minute: 175}
    nodes:
      principal: {type: message, prompt: Bienvenido a Acme., next: adviser}
    ```

    ## How to mend it
    Set `voice: {words_per_minute: ...}`, for each language if need be, and speak recordings that way. For
    `audience: older` the upper end lies `older` per cent lower. Each language's band stands in its word list.
    """
    slower = 1 - older / 100 if study.flow.audience == "older" else 1
    for language in study.flow.languages:
        band = {name: float(values[0]) for name, values in study.words(language).mapping("pace").items()}
        if not band:
            continue
        low, high, pace = band["low"], band["high"] * slower, study.flow.pace(language)
        if not low <= pace <= high:
            yield Fault(
                study.written("voice"),
                say(
                    "callers hear {pace} words a minute in `{language}`; they follow best from {low:.0f} to {high:.0f}",
                    pace=pace,
                    language=language,
                    low=low,
                    high=high,
                ),
                say("write `voice: {{words_per_minute: {middle:.0f}}}`", middle=(low + high) / 2),
            )
