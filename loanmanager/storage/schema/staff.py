"""Step 0005: what people sign in with, apart from the people, so that no list of staff ever carries a secret."""

STAFF_SECRETS = (
    """CREATE TABLE staff_secrets (
        id {pk} REFERENCES staff(id), secret TEXT NOT NULL,  -- Argon2id, as a PHC string
        must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)), set_at TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0), tried_at TEXT, signed_in_at TEXT
    ) {strict}""",
)
