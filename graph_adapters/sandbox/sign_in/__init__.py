"""The identity platform: certificates, keys, tokens and the page people sign in on."""
