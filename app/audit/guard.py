"""Triggers of the database: a record is never removed, and changed only to be sealed or erased."""

_REFUSAL = "the audit is append-only"
_SAME = ("position", "previous", "content", "digest", "at", "act", "cohort_id", "request_id")
_SQLITE_ERASES = " AND ".join(
    ["NEW.erased_at IS NOT NULL", "NEW.erased_at IS NOT OLD.erased_at"]
    + [f"NEW.{column} IS OLD.{column}" for column in _SAME]
)
_POSTGRES_ERASES = " AND ".join(
    ["NEW.erased_at IS NOT NULL", "NEW.erased_at IS DISTINCT FROM OLD.erased_at"]
    + [f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _SAME]
)

GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"CREATE TRIGGER audit_stays BEFORE DELETE ON auditrecord BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        (
            "CREATE TRIGGER audit_holds BEFORE UPDATE ON auditrecord "
            f"WHEN NOT (OLD.position IS NULL OR ({_SQLITE_ERASES})) BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        ),
        "CREATE TRIGGER audit_stays BEFORE DELETE ON auditrecord FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
        "CREATE TRIGGER audit_is_kept BEFORE TRUNCATE ON auditrecord EXECUTE FUNCTION audit_refuses()",
        (
            "CREATE TRIGGER audit_holds BEFORE UPDATE ON auditrecord FOR EACH ROW "
            f"WHEN (NOT (OLD.position IS NULL OR ({_POSTGRES_ERASES}))) EXECUTE FUNCTION audit_refuses()"
        ),
    ),
}
