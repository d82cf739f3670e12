"""Provisioning for programs."""
