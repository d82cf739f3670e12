"""A cohort's life: started, hidden, upgraded, deviating, closed and undone."""
