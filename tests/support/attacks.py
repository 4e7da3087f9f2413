"""What attacks on templates are carried out with: values, folders, and a Jinja without walls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toptips.documents.template import Templates

BEYOND = "a secret beyond the wall"


class Model:
    """What a template should never be handed: it has methods, and a class that has some too."""

    secret = BEYOND

    @classmethod
    def parse_raw(cls, *_: object, **__: object) -> str:
        return cls.secret

    def read(self) -> str:
        return self.secret

    def __call__(self) -> str:
        return self.secret

    def __getitem__(self, name: str) -> str:
        return self.secret


@dataclass(frozen=True)
class Told:
    """What a template is told: it may read `name`, and nothing else."""

    name: str = "Harbour"

    @property
    def hidden(self) -> str:
        return BEYOND

    def method(self) -> str:
        return BEYOND

    @classmethod
    def made(cls) -> str:
        return BEYOND


def function() -> str:
    return BEYOND


vars(function)["secret"] = BEYOND


def told() -> dict[str, Any]:
    return {
        "told": Told(), "model": Model(), "function": function, "name": "Harbour",
        "names": ("a", "b"), "by_name": {"a": 1}, "date": date(2018, 9, 3),
    }  # fmt: skip


def folder_to_attack(tmp_path: Path) -> Path:
    """A folder of templates, with secrets beside it and in it."""
    room = tmp_path / "templates" / "pack"
    room.mkdir(parents=True)
    (tmp_path / "secret.json").write_text(BEYOND, "utf-8")
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "outside.txt.j2").write_text(BEYOND, "utf-8")
    (room / "secret.txt").write_text(BEYOND, "utf-8")
    (room / "round.txt.j2").write_text("{% include 'pack/attack.txt.j2' %}", "utf-8")
    (room / "linked.txt.j2").symlink_to(tmp_path / "secret.json")
    (tmp_path / "templates" / "away").symlink_to(tmp_path / "away")
    return tmp_path / "templates"


def carry_out(folder: Path, attack: str) -> str:
    (folder / "pack" / "attack.txt.j2").write_text(attack, "utf-8")
    return Templates([folder]).plain("pack/attack.txt.j2", told())


def plain_jinja(folder: Path, attack: str) -> str:
    """Carry an attack out where there is no wall: a template may include what is anywhere."""

    class Anywhere(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> Any:
            path = folder / template
            return path.read_text("utf-8"), str(path), None

    environment = Environment(loader=Anywhere(folder), undefined=StrictUndefined)
    return environment.from_string(attack).render(told())
