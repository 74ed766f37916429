-- The patient's own phone for SMS (R11), E.164.

ALTER TABLE {p}patients ADD COLUMN phone VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL AFTER time_zone;
