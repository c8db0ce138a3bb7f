"""`hard-to-read`."""

from math import floor

from ivrlint.language.plainness import Counts, band, counts, index
from ivrlint.lint.hearing import OPTIONS
from ivrlint.lint.rule import Fault, Faults, rule
from ivrlint.lint.study import Study
from ivrlint.message import say

_ENOUGH = 300  # texts that are read; more of them do not move the result


@rule("prompts", "warning", sources=("R1", "R2", "seed003", "seed004"))
def hard_to_read(study: Study, *, stricter: float = 0, words: int = 100) -> Faults:
    """The texts are harder to follow than people's daily language.

    ## Why
    On the phone nobody can read a sentence again. Long words in long sentences cost the thread, most of all
    for older callers, for those who speak another language at home, and for everyone who is upset.

    ## Wrong
    ```yaml
    nodes:
      welcome:
        type: message
        prompt: >-
          Welcome to Acme. Notwithstanding unavoidable operational circumstances, our organisation continuously
          undertakes considerable administrative preparations regarding individual contractual
          modifications, including supplementary documentation requirements. Applications concerning extraordinary
          reimbursement entitlements necessitate preliminary verification procedures, performed exclusively by
          authorised representatives. Communications containing incomplete identification information
          inevitably experience considerable processing interruptions. Additional explanatory
          documentation concerning contractual obligations, cancellation procedures, international regulations and
          alternative dispute resolution mechanisms remains permanently accessible electronically. Customers
          experiencing technical difficulties should immediately communicate appropriate equipment
          identification information. Alternatively, consult independent professional organisations specialising in
          telecommunications infrastructure, administrative regulations and international consumer protection.
        next: adviser
    ```

    ## Right
    ```yaml
    nodes:
      welcome:
        type: message
        prompt: >-
          Welcome to Acme. We can help you with your bill, your plan and your phone line. If you have asked for
          money back, have the letter that we sent you at hand. We check each claim with care. If your line
          does not work, tell us what you see on the box. Is the light red or green? If you move home, give us
          the new address two weeks before. If you want to leave us, we will tell you what is still to pay. You
          can also ask for a copy of a bill, change how you pay, or speak with one of us. We are here from eight in
          the morning to six at night. If we cannot take your call, leave your name and we will ring you.
        next: adviser
    ```

    ## How to mend it
    Shorter sentences, everyday words: “pay” for “remit”, “because” for “by virtue of”. Measured by
    Flesch's index in English, by Szigriszt and INFLESZ in Spanish, over all prompts of a language together
    (`words` at least); `stricter` adds points to the limits. Single sentences are `long-sentence`,
    words of the trade `jargon`.
    """
    for language in study.flow.languages:
        limits = study.words(language).mapping("plain-enough")
        read = [counts(text.replace(OPTIONS, ""), language) for text in study.texts.sample(language, _ENOUGH)]
        total = Counts(*map(sum, zip(*read, strict=True))) if read else None
        if not limits or total is None or total.words < words:
            continue
        score = index(total, language)
        limit = float(limits["warning"][0]) + stricter
        if score is not None and score < limit:
            yield Fault(
                study.written("languages"),
                say(
                    "callers will find the texts ({language}) {band}: {score} points (at least {limit:.0f})",
                    language=language,
                    band=band(score, language),
                    score=floor(score),
                    limit=limit,
                ),
                say("use shorter sentences and words; read them aloud to somebody who does not work here"),
                severity="error" if score < float(limits["error"][0]) + stricter else None,
            )
