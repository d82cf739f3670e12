"""Word of changes: subscriptions, notifications and the incoming webhooks of Workflows."""
