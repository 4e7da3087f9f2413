"""Codebooks written inline."""

from toptips.model.codebook import Codebook


def codebook(**themes: dict[str, object]) -> Codebook:
    """Make a codebook of themes by id, each with what its file would say of it."""
    return Codebook.model_validate(
        {
            "format": 1,
            "id": "small",
            "themes": [
                {
                    "id": name,
                    "name": name.replace("_", " ").title(),
                    "description": "x",
                    **parts,
                }
                for name, parts in themes.items()
            ],
        }
    )


def keywords(*words: str) -> Codebook:
    """Make a codebook of one theme, `it`, with some keywords."""
    return codebook(it={"keywords": list(words)})
