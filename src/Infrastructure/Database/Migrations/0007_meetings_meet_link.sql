-- The link of a visit (Google allows 1300 characters), who gave it, and how often what calendars hold of it was changed (R50, R53, R60).
-- Coming visits are found by their start.

ALTER TABLE {p}meetings
    ADD COLUMN meet_link VARCHAR(1300) NULL AFTER ical_uid,
    ADD COLUMN meet_link_by VARCHAR(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL AFTER meet_link,
    ADD COLUMN ical_sequence SMALLINT UNSIGNED NOT NULL DEFAULT 0 AFTER ical_uid,
    ADD KEY {p}meetings_coming (active, starts_at);
