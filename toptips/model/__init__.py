"""What the files of a workshop hold: frameworks, workshops, questionnaires, responses."""
