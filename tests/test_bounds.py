"""A template that never ends, or that makes more and more, is stopped in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import running
from tests.support.attacks import carry_out, folder_to_attack, plain_jinja
from tests.support.work import at_most
from toptips.documents.bounds import LARGEST_TEMPLATE
from toptips.documents.template import Templates
from toptips.errors import TemplateError

SECONDS, BYTES = 5, 200_000_000
USING_UP = {
    "a long loop": "{% for i in range(10**9) %}a{% endfor %}",
    "a long list of numbers": "{% for i in range(1000000000) %}a{% endfor %}",
    "loops in loops": "{% for a in range(9999) %}{% for b in range(9999) %}"
    "{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
    "loops that find nothing": "{% for a in range(9999) %}{% for b in range(9999) if b > 9999 %}"
    "{% endfor %}{% endfor %}",
    "loops that print": "{% for a in range(9999) %}{% for b in range(9999) %}{{ name }}{% endfor %}"
    "{% endfor %}",
    "long bodies": "{% for a in range(9999) %}"
    + "{% if a %}xxxx{% endif %}" * 2000 + "{% endfor %}",
    "long bodies in a macro": "{% macro m() %}{% for a in range(9999) %}"
    + "{% if a %}x{% endif %}" * 2000 + "{% endfor %}{% endmacro %}{{ m() }}",
    "long texts": "{% for a in range(9999) %}" + "x" * 60_000 + "{% endfor %}",
    "a text many times": "{{ 'x' * 10**9 }}",
    "a list many times": "{{ ([1] * 1000000000)|length }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "digits": "{% set n = namespace(v=9) %}{% for a in range(40) %}{% set n.v = n.v * n.v %}"
    "{% endfor %}{{ n.v }}",
    "a wide number": '{{ "%1000000000d"|format(1) }}',
    "a wide number by %": '{{ "%1000000000d" % 1 }}',
    "a centred text": "{{ name|center(10**9) }}",
    "a centred text, written out": "{{ name|center(1000000000) }}",
    "an indented text": "{{ name|indent(1000000000, true) }}",
    "twice as long": "{% set n = namespace(v='x') %}{% for a in range(60) %}"
    "{% set n.v = n.v ~ n.v %}{% endfor %}{{ n.v|length }}",
    "twice as long, added": "{% set n = namespace(v='x') %}{% for a in range(60) %}"
    "{% set n.v = n.v + n.v %}{% endfor %}{{ n.v|length }}",
    "twice as long, joined": "{% set n = namespace(v='x') %}{% for a in range(60) %}"
    "{% set n.v = [n.v, n.v]|join %}{% endfor %}{{ n.v|length }}",
    "twice as long, replaced": "{% set n = namespace(v='x') %}{% for a in range(60) %}"
    "{% set n.v = n.v|replace('x', 'xx') %}{% endfor %}{{ n.v|length }}",
    "twice as long, set": "{% set n = namespace(v='x') %}{% for a in range(60) %}"
    "{% set t %}{{ n.v }}{{ n.v }}{% endset %}{% set n.v = t %}{% endfor %}{{ n.v|length }}",
    "joined far apart": "{% set n = namespace(v='x') %}{% for a in range(16) %}"
    "{% set n.v = n.v ~ n.v %}{% endfor %}{{ n.v|join(n.v)|length }}",
    "lists in lists": "{% set n = namespace(v=['x']) %}{% for a in range(60) %}"
    "{% set n.v = [n.v, n.v] %}{% endfor %}{{ n.v }}",
    "lists in lists, compared": "{% set n = namespace(v=['x'], w=['x']) %}{% for a in range(60) %}"
    "{% set n.v = [n.v, n.v] %}{% set n.w = [n.w, n.w] %}{% endfor %}{{ n.v == n.w }}",
    "lists in arguments": "{% macro m() %}{{ m(varargs, varargs) }}{% endmacro %}{{ m(1) }}",
    "comparing long lists": "{% set v = range(9999)|list %}{% set w = range(9999)|list %}"
    "{% for a in range(9999) %}{% if v == w %}{% endif %}{% endfor %}",
    "looking in long lists": "{% set v = range(9999)|list %}{% for a in range(9999) %}"
    "{% for b in v if b in v %}{% endfor %}{% endfor %}",
    "picking from long lists": "{% set v = range(9999)|list %}{% for a in range(9999) %}"
    "{% set w = v|select('in', v)|list %}{% endfor %}",
    "sorting long lists": "{% for a in range(9999) %}{% set w = range(9999)|sort %}{% endfor %}",
    "reading for ever": "{% for a in range(9999) %}{% set w = range(9999)|map(attribute='real', "
    "default=1)|list %}{% endfor %}",
    "cutting long texts": "{% set n = namespace(v='x') %}{% for a in range(19) %}"
    "{% set n.v = n.v ~ n.v %}{% endfor %}{% for a in range(9999) %}{% for b in range(99) %}"
    "{% set t = n.v[1:] %}{% endfor %}{% endfor %}",
    "a macro of itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro of itself, twice": "{% macro m(d) %}{% if d %}{{ m(d - 1) }}{{ m(d - 1) }}{% endif %}"
    "{% endmacro %}{{ m(35) }}",
    "a caller of itself": "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{{ caller() }}"
    "{% endmacro %}{% call m() %}{% endcall %}",
    "a template of itself": "a{% include 'pack/attack.txt.j2' %}",
    "templates in a circle": "{% include 'pack/round.txt.j2' %}",
    "an import of itself": "{% import 'pack/attack.txt.j2' as a %}",
    "an heir of itself": "{% extends 'pack/attack.txt.j2' %}",
    "a recursive loop": "{% for a in [names] recursive %}{{ loop([names]) }}{% endfor %}",
    "much to make code of": "{{name~name}}" * 5000,
    "brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "loops too deep": "{% for a in names %}" * 40 + "{% endfor %}" * 40,
    "signs": "{{ " + "-" * 20_000 + "1 }}",
    "a long template": "x" * (LARGEST_TEMPLATE + 1),
}  # fmt: skip
# In a second of these the memory or the processor is gone, so only a few are shown at large; see
# `test_without_walls_it_would_go_on`.
SHOWN_AT_LARGE = {
    "{{ ('x' * 10**7)|length }}": "10000000",
    "{% for i in range(200) %}{% for b in range(200) %}a{% endfor %}{% endfor %}": "a" * 40_000,
    '{{ "%1000000d"|format(1)|length }}': "1000000",
    "{{ 'x'|center(1000000)|length }}": "1000000",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_to_attack(tmp_path)


@pytest.mark.parametrize("attack", USING_UP)
def test_what_never_ends_is_stopped(folder: Path, attack: str) -> None:
    with at_most(SECONDS), pytest.raises(TemplateError) as stopped:
        carry_out(folder, USING_UP[attack])
    said = str(stopped.value)
    assert "attack.txt.j2" in said or "round.txt.j2" in said, said
    assert "\n" not in said
    assert len(said) < 300


MEMORY = """
import resource
from pathlib import Path
from tests.support.attacks import carry_out
from tests.test_bounds import USING_UP
from toptips.errors import TemplateError
folder = Path({folder!r})
def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = used()
for attack in USING_UP:
    try: carry_out(folder, USING_UP[attack])
    except TemplateError: pass
    print(attack, used() - before, sep=":")
"""


def test_they_use_little_memory(folder: Path) -> None:
    # On Windows Python has no such module.
    pytest.importorskip("resource", reason="this system counts no process's memory")
    lines = running.python(
        MEMORY.replace("{folder!r}", repr(str(folder))), cwd=running.ROOT
    ).stdout.splitlines()
    most = {line.partition(":")[0]: int(line.partition(":")[2]) for line in lines}
    assert set(most) == set(USING_UP)
    assert max(most.values()) < BYTES, most


@pytest.mark.parametrize("attack", SHOWN_AT_LARGE)
def test_without_walls_it_would_go_on(folder: Path, attack: str) -> None:
    assert plain_jinja(folder, attack) == SHOWN_AT_LARGE[attack]
    with pytest.raises(TemplateError):
        carry_out(folder, attack.replace("200", "5000"))


def test_a_document_without_an_end_is_never_written(folder: Path) -> None:
    """Word itself would take minutes for it, and so does what writes Word."""
    loops = "{% for a in range(200) %}{% for b in range(200) %}\na\n{% endfor %}{% endfor %}"
    (folder / "pack" / "long.md.j2").write_text(loops, "utf-8")
    with pytest.raises(TemplateError, match=r"^pack/long\.md\.j2: .*12,000 lines"):
        Templates([folder]).render("pack/long.md.j2", {})
