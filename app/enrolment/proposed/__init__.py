"""Changes of people that a workbook means for a cohort that runs: proposed, and never carried out by the import."""
