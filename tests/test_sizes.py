"""The gate's measure of files and functions, on a package of a few lines."""

from pathlib import Path

import pytest

from tools import sizes

CODE = '''"""A module."""


@cached
def outer():
    def inner():
        return 1

    return inner


class Thing:
    async def method(self):
        return 2
'''


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "module.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    return tmp_path


def test_functions_are_measured_with_their_decorators_and_named_by_where_they_stand(
    package: Path,
) -> None:
    assert sizes.functions(package) == [
        (6, "room/module.py: outer"),
        (2, "room/module.py: Thing.method"),
        (2, "room/module.py: outer.inner"),
    ]


def test_files_come_longest_first(package: Path) -> None:
    assert sizes.files(package) == [(14, "room/module.py"), (1, "__init__.py")]


def test_what_is_too_long_fails_unless_it_is_allowed(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sizes, "ALLOWED", {})
    assert sizes.main(package) == 0
    said = capsys.readouterr()
    assert "2 files, 15 lines; 3 functions, median 2." in said.out
    assert said.err == ""
    monkeypatch.setattr(sizes, "LONGEST_FUNCTION", 5)
    assert sizes.main(package) == 1
    assert capsys.readouterr().err == "room/module.py: outer has 6 lines, more than 5\n"
    monkeypatch.setattr(sizes, "ALLOWED", {"room/module.py: outer": "it is read from top to end"})
    assert sizes.main(package) == 0


def test_what_is_allowed_and_no_longer_long_is_said(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sizes, "ALLOWED", {"gone.py": "it was a table"})
    assert sizes.main(package) == 1
    assert "gone.py is allowed to be long and is not" in capsys.readouterr().err
