"""The copy of a workshop's answers that is fit to share."""
