"""`co-official-language-missing`."""

from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_SPOKEN_IN = {"ES-CT": "ca", "ES-IB": "ca", "ES-VC": "ca", "ES-GA": "gl", "ES-PV": "eu", "ES-NC": "eu"}


@rule("languages", "warning", profile="strict", sources=("ES-L2",))
def co_official_language_missing(study: Study) -> Faults:
    """The region has an official language of its own, and the menu does not speak it.

    ## Why
    In Catalonia, Valencia, the Balearic Islands, Galicia, the Basque Country and Navarre callers may expect
    to be answered in the language of the region. Press reports of the Spanish customer-service law
    say that firms in its scope owe it; check the published text.

    ## Wrong
    ```yaml
    languages: [es]
    country: ES
    region: ES-GA
    nodes:
      hola: {type: message, prompt: Le atiende Acme., next: adviser}
    ```

    ## Right
    ```yaml
    languages: [es, gl]
    country: ES
    region: ES-GA
    nodes:
      hola: {type: message, prompt: {es: Le atiende Acme., gl: Aténdelle Acme.}, next: adviser}
    ```

    ## How to mend it
    Add the language to `languages:` and write the texts in it. Only a flow that says its `region:`, by its
    ISO 3166-2 code, is looked at. Not legal advice.
    """
    language = _SPOKEN_IN.get(study.flow.region or "")
    if language and language not in {tag.partition("-")[0].lower() for tag in study.flow.languages}:
        yield Fault(
            study.written("region"),
            say(
                "callers in {region} cannot be served in {language}, the language of the region",
                region=study.flow.region,
                language=language,
            ),
            say("add `{language}` to `languages:`", language=language),
        )
