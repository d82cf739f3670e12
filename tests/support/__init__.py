"""What tests share: tenants, cohorts, people, papers, and the service as it runs."""
