"""A text in the form that cannot be read; it says how to write it."""


class Misread(Exception):
    """The sentence stands beside the field, or beside the control `at` where a field has several."""

    def __init__(self, sentence: str, *, at: str = "") -> None:
        super().__init__(sentence)
        self.at = at
