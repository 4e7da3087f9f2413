"""Words that read like one person's story."""

from __future__ import annotations

import pytest

from toptips.model.stories import reads_like_a_story


@pytest.mark.parametrize(
    "text",
    [
        "One man waited eleven weeks for a flat",
        "An 84 year-old was sent home at night",
        "She was kept 14 weeks on the ward",
        "A lady in her 70s had no key",
        "My mother was moved twice",
        "It took eleven weeks for one patient, who lost her home",
        "aged 91 and alone",
    ],
)
def test_words_about_one_person_read_like_a_story(text: str) -> None:
    assert reads_like_a_story(text)


@pytest.mark.parametrize(
    "text",
    [
        "The daily call at noon works",
        "Patients wait for transport",
        "We lose 14 beds each winter",
        "Families are told late",
        "A person from each ward joins",
        "Meet again in three months",
        "",
    ],
)
def test_words_about_many_do_not_read_like_a_story(text: str) -> None:
    assert not reads_like_a_story(text)
