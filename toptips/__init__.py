"""toptips: prepare, run and analyse Top Tips workshops on hospital discharge."""

__version__ = "0.1.0"
