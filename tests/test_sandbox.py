"""A template is anybody's text: what it tries to reach stays out of its reach.

Each attack is carried out twice: against Jinja without our walls, where it gets through, and
against the sandbox, which stops it in a line.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from tests.support.attacks import BEYOND, carry_out, folder_to_attack, plain_jinja, told
from tests.support.folders import make_folder
from toptips import workflow
from toptips.documents.template import Later, Templates
from toptips.errors import TemplateError
from toptips.pack.reminders import ReminderTold
from toptips.pack.told import PackTold
from toptips.report.told import ReportTold
from toptips.workflow.sharing import Facts

REACHING = {
    "a method": "{{ told.method() }}",
    "a method by its name": "{{ told['method']() }}",
    "a classmethod": "{{ told.made() }}",
    "a property": "{{ told.hidden }}",
    "an attribute by a filter": "{{ [told]|map(attribute='hidden')|join }}",
    "an attribute to sort by": "{{ ([told]|groupby('hidden'))[0][0] }}",
    "a model's classmethod": '{{ model.parse_raw("...", proto="pickle", allow_pickle=True) }}',
    "a model's attribute": "{{ model.secret }}",
    "a model's item": "{{ model['x'] }}",
    "a model's method": "{{ model.read() }}",
    "calling an object": "{{ model() }}",
    "calling a function": "{{ function() }}",
    "a function's attribute": "{{ function.secret }}",
    "printing an object": "{{ [told] }}",
    "a class": "{{ name.__class__ }}",
    "its bases": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of a function": "{{ function.__globals__ }}",
    "attr filter": "{{ told|attr('method') }}",
    "format of a text": "{{ '{0.hidden}'.format(told) }}",
    "format_map of a text": "{{ '{a}'.format_map({'a': 1}) }}",
    "a text's method": "{{ name.encode() }}",
    "a list's method": "{{ ['a'].append('b') }}",
    "a dictionary's method": "{{ by_name.pop('a') }}",
    "format filter": "{{ '%s'|format(told) }}",
    "pprint filter": "{{ told|pprint }}",
    "safe filter": "{{ name|safe }}",
    "lipsum": "{{ lipsum(n=1) }}",
    "lipsum's globals": "{{ lipsum.__globals__['os'] }}",
    "cycler": "{{ cycler('a').next() }}",
    "joiner": "{{ joiner()() }}",
    "dict": "{{ dict(a=1) }}",
    "self": "{% block b %}{{ self.b.__doc__ }}{% endblock %}",
    "a macro's inside": "{% macro m() %}{% endmacro %}{{ m._func }}",
    "a macro's arguments": "{% macro m(a) %}{% endmacro %}{{ m.arguments }}",
    "a loop's inside": "{% for a in names %}{{ loop._iterable }}{% endfor %}",
    "a namespace's inside": "{{ namespace(a=1).__class__ }}",
    "autoescape": "{% autoescape false %}{{ name }}{% endautoescape %}",
    "filter block": "{% filter upper %}a{% endfilter %}",
    "an included secret": "{% include '../secret.json' %}",
    "an imported secret": "{% import '../secret.json' as s %}{{ s }}",
    "a name of a secret": "{% from '../secret.json' import x %}",
    "an extended secret": "{% extends '../secret.json' %}",
    "a file that is no template": "{% include 'pack/secret.txt' %}",
    "a link that leads out": "{% include 'pack/linked.txt.j2' %}",
    "a folder that leads out": "{% include 'away/outside.txt.j2' %}",
    "a name made up": "{% include 'pack/' ~ 'secret.txt' %}",
    "another, if it is there": "{% include '../secret.json' ignore missing %}",
    "one of several": "{% include ['../secret.json'] %}",
    "by a backslash": "{% include 'pack/..\\\\..\\\\secret.json' %}",
}  # fmt: skip
NOT_WITHOUT_WALLS = {
    # These fail in a plain Jinja too, for reasons of its own or of the system's.
    "by a backslash", "a name of a secret", "self",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_to_attack(tmp_path)


@pytest.mark.parametrize("attack", REACHING)
def test_what_a_template_reaches_for_it_does_not_get(folder: Path, attack: str) -> None:
    with pytest.raises(TemplateError) as stopped:
        carry_out(folder, REACHING[attack])
    said = str(stopped.value)
    assert said.startswith("attack.txt.j2") or said.startswith("pack/attack.txt.j2"), said
    assert BEYOND not in said
    assert "\n" not in said


@pytest.mark.parametrize("attack", sorted(set(REACHING) - NOT_WITHOUT_WALLS))
def test_without_walls_it_would_get_it(folder: Path, attack: str) -> None:
    (folder / "pack" / "attack.txt.j2").write_text("", "utf-8")
    plain_jinja(folder, REACHING[attack])


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "C:/secret.json", "//server/a.j2", "pack//a.j2", "./pack/a.j2",
        "pack/../../a.j2", "pack/a.j2\\n", "pack/.hidden.j2", "pack/a.j2:stream", "",
    ],
)  # fmt: skip
def test_no_name_leaves_the_folders(folder: Path, name: str) -> None:
    with pytest.raises(TemplateError, match=r"no name of a template|must end in"):
        carry_out(folder, "{% include '" + name + "' %}")


HARMLESS = {
    "{{ told.name }} {{ told['name'] }}": "Harbour Harbour",
    "{{ name|upper }} {{ name[:3]|lower }} {{ name ~ '!' }}": "HARBOUR har Harbour!",
    "{% for a in names %}{{ loop.index }}{{ a }}{% if not loop.last %}, {% endif %}{% endfor %}":
    "1a, 2b",
    "{% for a, b in by_name.items() %}{{ a }}{{ b + 1 }}{% endfor %}": "a2",
    "{{ by_name.a }}{{ by_name.get('b', 'c') }}{{ by_name.keys()|join }}": "1ca",
    "{% macro m(a) %}<{{ a }}{{ caller() if a == 'y' }}>{% endmacro %}{{ m('x') }}"
    "{% call m('y') %}z{% endcall %}": "<x><yz>",
    "{% set n = namespace(v=0) %}{% for a in range(3) %}{% set n.v = n.v + a %}{% endfor %}"
    "{{ n.v }}": "3",
    "{{ names|map('upper')|join('; ') }}": "A; B",
    "{{ [told, told]|map(attribute='name')|join('; ') }}": "Harbour; Harbour",
    "{{ ([told]|selectattr('name', 'equalto', 'Harbour')|first).name }}": "Harbour",
    "{{ nothing|default('none') }}{{ told.nothing|d('x') }}": "nonex",
    "{{ 'yes' if 'a' in names and name == 'Harbour' else 'no' }}": "yes",
    "{% import 'pack/parts.txt.j2' as parts %}{{ parts.say('a') }}": "said a",
    "{% from 'pack/parts.txt.j2' import say %}{{ say('b') }}": "said b",
    "{% extends 'pack/parent.txt.j2' %}{% block b %}mine{% endblock %}": "[mine]",
    "{% include 'pack/nowhere.txt.j2' ignore missing %}x": "x",
    "{{ day(date) }}": "Monday 3 September 2018",
    "{% for a in names %}{{ loop.cycle('x', 'y') }}{% endfor %}": "xy",
}  # fmt: skip


@pytest.mark.parametrize("template", HARMLESS)
def test_what_templates_need_they_get(folder: Path, template: str) -> None:
    room = folder / "pack"
    (room / "parts.txt.j2").write_text("{% macro say(a) %}said {{ a }}{% endmacro %}", "utf-8")
    (room / "parent.txt.j2").write_text("[{% block b %}theirs{% endblock %}]", "utf-8")
    (room / "mine.txt.j2").write_text(template, "utf-8")
    printed = Templates([folder]).plain("pack/mine.txt.j2", told())
    assert printed == HARMLESS[template]


@pytest.mark.parametrize(
    "template",
    ["{% set held %}# A{% endset %}{{ held ~ value }}", "{% set held %}# A{% endset %}"
     "{{ [held, value]|join }}", "{% set held %}# A{% endset %}{{ held + value }}"],
)  # fmt: skip
def test_values_beside_markup_stay_values(folder: Path, template: str) -> None:
    (folder / "pack" / "mine.md.j2").write_text(template, "utf-8")
    rendered = Templates([folder]).render("pack/mine.md.j2", {"value": "*b* <i>"})
    assert rendered.markdown.startswith("# A\ufdd0")
    assert list(rendered.values.values()) == ["*b* <i>"]


# `Any` stands for the quotes of a theme, which are QuoteTold.
PLAIN = (str, int, float, bool, date, type(None), Later, Any)


def told_types(kind: Any) -> Iterator[Any]:
    """Yield every type that a class which templates are told leads to."""
    if isinstance(kind, types.UnionType) or get_args(kind):
        for part in get_args(kind):
            yield from told_types(part) if part is not Ellipsis else ()
    elif is_dataclass(kind):
        yield kind
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from told_types(hints[field.name])
    else:
        yield kind


@pytest.mark.parametrize("kind", [PackTold, ReportTold, ReminderTold, Facts])
def test_templates_are_told_plain_values_and_no_models(kind: type) -> None:
    for each in set(told_types(kind)):
        if is_dataclass(each):
            # typeshed does not know of these parameters.
            assert each.__dataclass_params__.frozen, each  # type: ignore[attr-defined]
            assert "Told" in each.__name__ or each.__module__.startswith(
                ("toptips.pack.told", "toptips.report", "toptips.workflow.sharing")
            )
        else:
            assert each in PLAIN, each


def test_a_reminder_runs_no_program_and_holds_no_secret(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    workflow.prepare(folder)
    (tmp_path / "secret.json").write_text(BEYOND, "utf-8")
    template = folder / "templates" / "remind" / "reminder.txt.j2"
    template.parent.mkdir(parents=True)
    for attack in (
        "{{ workshop.parse_raw('...', proto='pickle', allow_pickle=True) }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../secret.json' %}",
        "{{ workshop.model_dump() }}",
    ):
        template.write_text(attack, "utf-8")
        with pytest.raises(TemplateError, match=r"^reminder\.txt\.j2, line 1: ") as stopped:
            workflow.remind(folder, today=date(2018, 8, 1))
        assert "\n" not in str(stopped.value)
    assert not (folder / "reminders").exists()
