"""What is said of the mistakes in a YAML file."""

import pytest

from toptips.errors import FileProblems
from toptips.model.yaml_file import parse_mapping


def problems(text: str) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_mapping(text, "x.yaml")
    return [f"{problem.where}: {problem.message}" for problem in caught.value.problems]
