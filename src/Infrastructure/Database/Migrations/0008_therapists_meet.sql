-- The therapist's own Workspace account (R51) and the link that is used without Google (R54).

ALTER TABLE {p}therapists
    ADD COLUMN google_account VARCHAR(254) NULL AFTER time_zone,
    ADD COLUMN fallback_link VARCHAR(500) NULL AFTER google_account;
