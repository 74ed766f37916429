-- A refused attempt can be marked as dealt with (R23).

ALTER TABLE {p}refused_attempts
    ADD COLUMN dealt_with_at DATETIME(6) NULL AFTER attempted_at,
    ADD COLUMN dealt_with_by BIGINT UNSIGNED NULL AFTER dealt_with_at;
