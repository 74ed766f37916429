-- The iCalendar UID of a visit: stored when it is booked, never computed again (R60).

ALTER TABLE {p}meetings ADD COLUMN ical_uid VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' AFTER moved_from;

UPDATE {p}meetings SET ical_uid = CONCAT('visit-', public_id, '@portal') WHERE ical_uid = '';
