"""How long texts take to say, and what is said for figures and signs."""

import csv
import struct
import time
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivrlint.language.numbers import spell
from ivrlint.language.spoken import seconds, spelled, wav_seconds

MEASURED = Path(__file__).parents[3] / "shared" / "eval" / "spoken_prompts.tsv"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Press 1.", "Press one."),
        ("es", "Pulse 1.", "Pulse uno."),
        ("ca", "Premi 2.", "Premi dos."),
        ("en", "Press *, or #.", "Press star, or pound."),
        ("es", "Pulse * o #.", "Pulse asterisco o almohadilla."),
        ("es-MX", "Marque #.", "Marque gato."),
        ("es", "Abierto de 09:00 a 14:30", "Abierto de nueve a catorce y treinta"),
        ("en", "Open 09:00 to 5:05", "Open nine o'clock to five oh five"),
        ("es", "Debe 1.250,50 €.", "Debe mil doscientos cincuenta euros con cincuenta."),
        ("es", "Debe 12€.", "Debe doce euros."),
        (
            "en",
            "You owe $1,250.50 or $12.",
            "You owe one thousand two hundred fifty dollars and fifty cents or twelve dollars.",
        ),
        ("es", "Faltan 250000", "Faltan doscientos cincuenta mil"),
        ("es", "Sube 0,5 o 0 puntos", "Sube cero coma cinco o cero puntos"),
        ("en", "50% off & 3.5 more", "fifty percent off and three point five more"),
        ("es", "El 50% y 3,25", "El cincuenta por ciento y tres coma dos cinco"),
        ("es", "Llame al 900 123 456.", "Llame al nueve cero cero uno dos tres cuatro cinco seis."),
        ("en", "0800 111", "zero eight zero zero one one one"),
        ("en", "1-800-555-0199", "one eight zero zero five five five zero one nine nine"),
        ("en", "12345678", "one two three four five six seven eight"),
        ("en", "007", "zero zero seven"),
        ("en", "Hello {first_name}", "Hello first name"),
        ("fr", "2", "dos"),
        ("en", "{", "{"),
        ("en", "Nothing to spell.", "Nothing to spell."),
    ],
)
def test_spelled(language: str, text: str, said: str) -> None:
    assert spelled(text, language) == said


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (0, "zero", "cero"),
        (16, "sixteen", "dieciséis"),
        (21, "twenty-one", "veintiuno"),
        (31, "thirty-one", "treinta y uno"),
        (100, "one hundred", "cien"),
        (101, "one hundred one", "ciento uno"),
        (555, "five hundred fifty-five", "quinientos cincuenta y cinco"),
        (1000, "one thousand", "mil"),
        (2026, "two thousand twenty-six", "dos mil veintiséis"),
        (21_000, "twenty-one thousand", "veintiún mil"),
        (31_001, "thirty-one thousand one", "treinta y un mil uno"),
        (100_000, "one hundred thousand", "cien mil"),
        (999_999, "nine hundred ninety-nine thousand nine hundred ninety-nine", "novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)  # fmt: skip
def test_numbers(number: int, english: str, spanish: str) -> None:
    assert spell(number, "en") == english
    assert spell(number, "es") == spanish


@given(st.integers(0, 999_999), st.sampled_from(["en", "es", "ca"]))
def test_every_number_is_words_only(number: int, language: str) -> None:
    assert spell(number, language).replace(" ", "").replace("-", "").isalpha()


@given(st.integers(0, 999_999), st.integers(0, 999_999), st.sampled_from(["en", "es", "ca"]))
def test_no_two_numbers_sound_the_same(one: int, other: int, language: str) -> None:
    assert (spell(one, language) == spell(other, language)) == (one == other)


def test_the_measured_formula() -> None:
    assert seconds("Gracias, adiós.", "es") == pytest.approx(0.060 * 14 + 0.17 + 0.22)
    assert seconds("Press 1.", "en") == pytest.approx(0.060 * 9 + 0.17)
    assert seconds("Press 1.", "en", 350) == pytest.approx(seconds("Press 1.", "en") / 2)
    assert seconds("", "en") == 0


@pytest.mark.skipif(not MEASURED.exists(), reason="the measured prompts are not here")
def test_error_against_measured_prompts() -> None:
    with MEASURED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    errors = [abs(seconds(row["text"], row["lang"]) / float(row["seconds"]) - 1) for row in rows]
    assert sum(errors) / len(errors) < 0.045
    assert max(errors) < 0.10


@given(st.text(), st.sampled_from(["en", "es", "ca", "xx"]), st.floats(0, 1000))
def test_any_text(text: str, language: str, rate: float) -> None:
    assert seconds(text, language, rate) >= 0


@pytest.mark.parametrize("piece", ["1 ", "1.1", "{", "{a", "0 00 ", "1-11", "$", "1:", "12:30", ".", "!? ", " "])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    started = time.perf_counter()
    seconds((piece * 100_000)[:100_000], "en")
    assert time.perf_counter() - started < 5


def test_wav_seconds(tmp_path: Path) -> None:
    path = tmp_path / "prompt.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * 3))
    assert wav_seconds(path) == 3
    assert wav_seconds(str(path)) == 3


def riff(rate: int, size: int, data: bytes, kind: int = 7) -> bytes:
    """A WAV file of one byte a sample, by default in µ-law."""
    head = b"fmt " + struct.pack("<IHHIIHH", 16, kind, 1, rate, rate, 1, 8)
    rest = b"LIST" + struct.pack("<I", 3) + b"abc\0" + b"data" + struct.pack("<I", size) + data
    return b"RIFF" + struct.pack("<I", 4 + len(head) + len(rest)) + b"WAVE" + head + rest


@pytest.mark.parametrize(
    ("content", "length"),
    [
        (riff(8000, 16_000, bytes(16_000)), 2.0),
        (riff(8000, 0, bytes(16_000)), 2.0),
        (riff(8000, 0xFFFFFFFF, bytes(16_000)), 2.0),
        (riff(8000, 16_000, bytes(8000)), 1.0),
        (riff(0, 16_000, bytes(16_000)), None),
        (riff(8000, 1, b"")[:40], None),
        (b"RIFF\0\0\0\0WAVE", None),
        (riff(8000, 16_000, bytes(16_000)).replace(b"WAVE", b"AVI "), None),
        (riff(8000, 16_000, bytes(16_000)).replace(b"RIFF", b"RIFX"), None),
        (b"ID3 an MP3", None),
        (b"", None),
    ],
)
def test_telephone_recordings_and_broken_files(tmp_path: Path, content: bytes, length: float | None) -> None:
    path = tmp_path / "prompt.wav"
    path.write_bytes(content)
    assert wav_seconds(path) == length


def test_what_is_no_file(tmp_path: Path) -> None:
    assert wav_seconds(tmp_path) is None
    assert wav_seconds(tmp_path / "none.wav") is None
    assert wav_seconds("a\0b") is None


@given(st.binary(max_size=200))
def test_any_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE" + content)
    length = wav_seconds(path)
    assert length is None or length >= 0
