"""A secret opens what was sealed with it; what we keep of it opens nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.sign_in.secrets import bound, hash_secret, new_secret, seal, unseal

SECRETS = st.text(min_size=1)


@given(secret=SECRETS, text=st.text())
def test_what_is_sealed_is_opened_with_the_same_secret(secret: str, text: str) -> None:
    sealed = seal(secret, text)
    assert unseal(secret, sealed) == text


@given(secret=SECRETS, other=SECRETS)
def test_another_secret_opens_nothing(secret: str, other: str) -> None:
    assert unseal(other, seal(secret, "hei")) == ("hei" if other == secret else None)


def test_what_is_not_sealed_is_not_opened() -> None:
    assert [unseal("secret", sealed) for sealed in ("", "x", "å")] == [None, None, None]


def test_the_hash_of_a_row_and_the_token_of_a_form_tell_nothing_of_each_other() -> None:
    secret = new_secret()
    assert len({secret, hash_secret(secret), bound(secret), hash_secret(bound(secret))}) == 4
    assert (hash_secret(secret), bound(secret)) == (hash_secret(secret), bound(secret))
