"""The preview: the changes a provisioning means, the mail they send, and its approval."""
