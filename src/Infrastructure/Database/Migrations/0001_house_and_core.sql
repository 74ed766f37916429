-- Companies, patients, therapists with their time, hours, visits, sign-in sessions, audit.
-- One statement after another, each ended by a semicolon at the end of its line.

CREATE TABLE IF NOT EXISTS {p}companies (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(200) NOT NULL,
    active_from DATE NULL,
    active_until DATE NULL,
    booking_interval_days SMALLINT UNSIGNED NULL,
    visit_minutes SMALLINT UNSIGNED NULL,
    booking_notice_hours SMALLINT UNSIGNED NULL,
    cancellation_notice_hours SMALLINT UNSIGNED NULL,
    booking_horizon_days SMALLINT UNSIGNED NULL,
    reminder_hours VARCHAR(16) NULL,
    sms_enabled TINYINT(1) NULL,
    language CHAR(2) NULL,
    time_zone VARCHAR(64) NULL,
    version INT UNSIGNED NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT {p}companies_period CHECK (active_until >= active_from),
    CONSTRAINT {p}companies_interval CHECK (booking_interval_days <= 365),
    CONSTRAINT {p}companies_visit CHECK (visit_minutes BETWEEN 15 AND 240 AND visit_minutes % 5 = 0),
    CONSTRAINT {p}companies_notice CHECK (booking_notice_hours <= 336),
    CONSTRAINT {p}companies_cancel CHECK (cancellation_notice_hours <= 336),
    CONSTRAINT {p}companies_horizon CHECK (booking_horizon_days BETWEEN 1 AND 366),
    CONSTRAINT {p}companies_language CHECK (language IN ('pl', 'en', 'ru'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}patients (
    user_id BIGINT UNSIGNED NOT NULL,
    company_id BIGINT UNSIGNED NULL,
    active TINYINT(1) NOT NULL DEFAULT 1,
    booking_interval_days SMALLINT UNSIGNED NULL,
    visit_minutes SMALLINT UNSIGNED NULL,
    booking_notice_hours SMALLINT UNSIGNED NULL,
    cancellation_notice_hours SMALLINT UNSIGNED NULL,
    booking_horizon_days SMALLINT UNSIGNED NULL,
    reminder_hours VARCHAR(16) NULL,
    sms_enabled TINYINT(1) NULL,
    language CHAR(2) NULL,
    time_zone VARCHAR(64) NULL,
    version INT UNSIGNED NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id),
    KEY {p}patients_company (company_id),
    CONSTRAINT {p}patients_of_company FOREIGN KEY (company_id) REFERENCES {p}companies (id),
    CONSTRAINT {p}patients_interval CHECK (booking_interval_days <= 365),
    CONSTRAINT {p}patients_visit CHECK (visit_minutes BETWEEN 15 AND 240 AND visit_minutes % 5 = 0),
    CONSTRAINT {p}patients_notice CHECK (booking_notice_hours <= 336),
    CONSTRAINT {p}patients_cancel CHECK (cancellation_notice_hours <= 336),
    CONSTRAINT {p}patients_horizon CHECK (booking_horizon_days BETWEEN 1 AND 366),
    CONSTRAINT {p}patients_language CHECK (language IN ('pl', 'en', 'ru'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}therapists (
    user_id BIGINT UNSIGNED NOT NULL,
    language CHAR(2) NULL,
    time_zone VARCHAR(64) NULL,
    slot_step_minutes SMALLINT UNSIGNED NOT NULL DEFAULT 30,
    buffer_minutes SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    max_minutes_per_day SMALLINT UNSIGNED NULL,
    max_minutes_per_week SMALLINT UNSIGNED NULL,
    max_visits_per_day SMALLINT UNSIGNED NULL,
    version INT UNSIGNED NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id),
    CONSTRAINT {p}therapists_language CHECK (language IN ('pl', 'en', 'ru')),
    CONSTRAINT {p}therapists_step CHECK (slot_step_minutes BETWEEN 5 AND 240),
    CONSTRAINT {p}therapists_buffer CHECK (buffer_minutes <= 120)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}company_therapists (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    company_id BIGINT UNSIGNED NOT NULL,
    therapist_id BIGINT UNSIGNED NOT NULL,
    from_date DATE NULL,
    until_date DATE NULL,
    PRIMARY KEY (id),
    KEY {p}company_therapists_company (company_id, therapist_id, from_date, until_date),
    KEY {p}company_therapists_therapist (therapist_id, company_id),
    CONSTRAINT {p}company_therapists_of_company FOREIGN KEY (company_id) REFERENCES {p}companies (id),
    CONSTRAINT {p}company_therapists_of_therapist FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}company_therapists_period CHECK (until_date >= from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}therapist_availability (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    therapist_id BIGINT UNSIGNED NOT NULL,
    weekday TINYINT UNSIGNED NOT NULL,
    from_minute SMALLINT UNSIGNED NOT NULL,
    until_minute SMALLINT UNSIGNED NOT NULL,
    valid_from DATE NULL,
    valid_until DATE NULL,
    PRIMARY KEY (id),
    KEY {p}therapist_availability_therapist (therapist_id, valid_until),
    CONSTRAINT {p}therapist_availability_of FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}therapist_availability_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT {p}therapist_availability_hours CHECK (from_minute < until_minute AND until_minute <= 1440),
    CONSTRAINT {p}therapist_availability_period CHECK (valid_until >= valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}therapist_availability_exceptions (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    therapist_id BIGINT UNSIGNED NOT NULL,
    on_date DATE NOT NULL,
    kind VARCHAR(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    from_minute SMALLINT UNSIGNED NOT NULL,
    until_minute SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (id),
    KEY {p}therapist_exceptions_date (therapist_id, on_date),
    CONSTRAINT {p}therapist_exceptions_of FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}therapist_exceptions_kind CHECK (kind IN ('opens', 'closes')),
    CONSTRAINT {p}therapist_exceptions_hours CHECK (from_minute < until_minute AND until_minute <= 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}therapist_absences (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    therapist_id BIGINT UNSIGNED NOT NULL,
    from_local DATETIME NOT NULL,
    until_local DATETIME NOT NULL,
    weekly_until DATE NULL,
    PRIMARY KEY (id),
    KEY {p}therapist_absences_therapist (therapist_id, from_local),
    CONSTRAINT {p}therapist_absences_of FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}therapist_absences_order CHECK (from_local < until_local)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}therapist_suspensions (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    therapist_id BIGINT UNSIGNED NOT NULL,
    from_date DATE NOT NULL,
    until_date DATE NULL,
    PRIMARY KEY (id),
    KEY {p}therapist_suspensions_therapist (therapist_id, from_date),
    CONSTRAINT {p}therapist_suspensions_of FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}therapist_suspensions_period CHECK (until_date >= from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}substitutions (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    therapist_id BIGINT UNSIGNED NOT NULL,
    substitute_id BIGINT UNSIGNED NOT NULL,
    from_date DATE NOT NULL,
    until_date DATE NOT NULL,
    PRIMARY KEY (id),
    KEY {p}substitutions_therapist (therapist_id, from_date),
    KEY {p}substitutions_substitute (substitute_id, from_date),
    CONSTRAINT {p}substitutions_of FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}substitutions_by FOREIGN KEY (substitute_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}substitutions_period CHECK (until_date >= from_date),
    CONSTRAINT {p}substitutions_somebody_else CHECK (therapist_id <> substitute_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}holidays (
    on_date DATE NOT NULL,
    name VARCHAR(100) NOT NULL,
    PRIMARY KEY (on_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}provider_settings (
    name VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    value VARCHAR(2000) NOT NULL,
    PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}number_of_purchased_hours (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    company_id BIGINT UNSIGNED NOT NULL,
    kind VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    month DATE NOT NULL,
    minutes INT NOT NULL,
    reason VARCHAR(200) NULL,
    entered_by BIGINT UNSIGNED NOT NULL,
    entered_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY {p}purchased_company (company_id, month, kind, minutes, entered_at),
    CONSTRAINT {p}purchased_of FOREIGN KEY (company_id) REFERENCES {p}companies (id),
    CONSTRAINT {p}purchased_kind CHECK (kind IN ('allowance', 'top_up')),
    CONSTRAINT {p}purchased_month CHECK (DAYOFMONTH(month) = 1),
    CONSTRAINT {p}purchased_allowance CHECK (kind = 'top_up' OR minutes >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}used_hours (
    company_id BIGINT UNSIGNED NOT NULL,
    month DATE NOT NULL,
    used_minutes INT UNSIGNED NOT NULL DEFAULT 0,
    version INT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (company_id, month),
    CONSTRAINT {p}used_hours_of FOREIGN KEY (company_id) REFERENCES {p}companies (id),
    CONSTRAINT {p}used_hours_month CHECK (DAYOFMONTH(month) = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}meetings (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    public_id CHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    patient_id BIGINT UNSIGNED NOT NULL,
    therapist_id BIGINT UNSIGNED NOT NULL,
    company_id BIGINT UNSIGNED NOT NULL,
    starts_at DATETIME(6) NOT NULL,
    ends_at DATETIME(6) NOT NULL,
    minutes SMALLINT UNSIGNED NOT NULL,
    budget_month DATE NOT NULL,
    status VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    booked_by BIGINT UNSIGNED NOT NULL,
    booked_role VARCHAR(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    booked_at DATETIME(6) NOT NULL,
    cancelled_by BIGINT UNSIGNED NULL,
    cancelled_role VARCHAR(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    cancelled_at DATETIME(6) NULL,
    active TINYINT UNSIGNED GENERATED ALWAYS AS (IF(status = 'cancelled', NULL, 1)) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY {p}meetings_public (public_id),
    UNIQUE KEY {p}meetings_one_per_therapist_and_start (therapist_id, starts_at, active),
    UNIQUE KEY {p}meetings_one_per_patient_and_start (patient_id, starts_at, active),
    KEY {p}meetings_of_therapist (therapist_id, active, starts_at, ends_at),
    KEY {p}meetings_of_patient (patient_id, active, starts_at, ends_at),
    KEY {p}meetings_of_month (company_id, budget_month, active, minutes),
    CONSTRAINT {p}meetings_of_patients FOREIGN KEY (patient_id) REFERENCES {p}patients (user_id),
    CONSTRAINT {p}meetings_of_therapists FOREIGN KEY (therapist_id) REFERENCES {p}therapists (user_id),
    CONSTRAINT {p}meetings_of_companies FOREIGN KEY (company_id) REFERENCES {p}companies (id),
    CONSTRAINT {p}meetings_status CHECK (status IN ('booked', 'cancelled', 'no_show')),
    CONSTRAINT {p}meetings_minutes CHECK (minutes BETWEEN 15 AND 240 AND TIMESTAMPDIFF(SECOND, starts_at, ends_at) = minutes * 60),
    CONSTRAINT {p}meetings_month CHECK (DAYOFMONTH(budget_month) = 1),
    CONSTRAINT {p}meetings_sides CHECK (patient_id <> therapist_id),
    CONSTRAINT {p}meetings_cancelled CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}idempotency_keys (
    user_id BIGINT UNSIGNED NOT NULL,
    idempotency_key CHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    meeting_id BIGINT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, idempotency_key),
    KEY {p}idempotency_keys_meeting (meeting_id),
    KEY {p}idempotency_keys_created (created_at),
    CONSTRAINT {p}idempotency_keys_of FOREIGN KEY (meeting_id) REFERENCES {p}meetings (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}refused_attempts (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    patient_id BIGINT UNSIGNED NOT NULL,
    by_user BIGINT UNSIGNED NOT NULL,
    by_role VARCHAR(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    company_id BIGINT UNSIGNED NOT NULL,
    month DATE NOT NULL,
    therapist_id BIGINT UNSIGNED NULL,
    starts_at DATETIME(6) NULL,
    unused_minutes INT NOT NULL,
    attempted_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY {p}refused_attempts_at (attempted_at),
    KEY {p}refused_attempts_company (company_id, month),
    KEY {p}refused_attempts_patient (patient_id, month, attempted_at),
    CONSTRAINT {p}refused_attempts_of_patient FOREIGN KEY (patient_id) REFERENCES {p}patients (user_id),
    CONSTRAINT {p}refused_attempts_of_company FOREIGN KEY (company_id) REFERENCES {p}companies (id),
    CONSTRAINT {p}refused_attempts_month CHECK (DAYOFMONTH(month) = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}sessions (
    token_hash CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    role VARCHAR(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    password_fingerprint CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    language CHAR(2) NULL,
    created_at DATETIME(6) NOT NULL,
    last_seen_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_hash),
    KEY {p}sessions_user (user_id),
    KEY {p}sessions_created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}data_protection_keys (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(200) NOT NULL,
    xml TEXT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';

CREATE TABLE IF NOT EXISTS {p}audit_log (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    at DATETIME(6) NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    role VARCHAR(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    on_behalf_of BIGINT UNSIGNED NULL,
    action VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (id),
    KEY {p}audit_log_at (at),
    KEY {p}audit_log_subject (subject, subject_id),
    KEY {p}audit_log_user (user_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';
