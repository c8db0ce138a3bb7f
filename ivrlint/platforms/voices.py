"""Which language a synthetic voice speaks: the names by which platforms call the voices of Amazon Polly."""

import re

_SPEAKS = {
    "en": (
        "Aditi Amy Aria Arthur Ayanda Brian Danielle Emma Geraint Gregory Ivy Joanna Joey Justin Kajal Kendra "
        "Kevin Kimberly Matthew Niamh Nicole Olivia Patrick Raveena Russell Ruth Salli Stephen"
    ),
    "es": ("Alba Andres Conchita Enrique Lucia Lupe Mia Miguel Pedro Penelope Raul Sergio"),
    "ca": ("Arlet"),
    "fr": ("Celine Chantal Gabrielle Isabelle Lea Liam Mathieu Remi"),
    "de": ("Daniel Hannah Hans Marlene Vicki"),
    "it": ("Adriano Bianca Carla Giorgio"),
    "pt": ("Camila Cristiano Ines Ricardo Thiago Vitoria"),
    "nl": ("Laura Lisa Lotte Ruben"),
    "da": ("Mads Naja Sofie"),
    "nb": ("Ida Liv"),
    "sv": ("Astrid Elin"),
    "fi": ("Suvi"),
    "pl": ("Ewa Jacek Jan Maja Ola"),
    "ro": ("Carmen"),
    "ru": ("Maxim Tatyana"),
    "tr": ("Burcu Filiz"),
    "cs": ("Jitka"),
    "cy": ("Gwyneth"),
    "ja": ("Kazuha Mizuki Takumi Tomoko"),
    "ko": ("Jihye Seoyeon"),
    "zh": ("Zhiyu"),
    "ar": ("Hala Zayd Zeina"),
}
_LANGUAGE = {voice.lower(): language for language, voices in _SPEAKS.items() for voice in voices.split()}
_TAG = re.compile(r"(?:^|\.)([a-z]{2,3})-[A-Z]{2}-")  # "Google.es-MX-Wavenet-A"


def language_of(voice: str) -> str | None:
    """The language that a voice speaks ("Polly.Lupe-Neural" -> es); None for a voice that is not known."""
    if tag := _TAG.search(voice):
        return tag[1]
    return _LANGUAGE.get(voice.removeprefix("Polly.").partition("-")[0].lower())
