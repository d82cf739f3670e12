"""Commands that change who takes part in a cohort."""
