"""The pages of submissions, consent and the show."""
