-- Where a visit was before it was moved last (R46).

ALTER TABLE {p}meetings ADD COLUMN moved_from DATETIME(6) NULL AFTER booked_at;
