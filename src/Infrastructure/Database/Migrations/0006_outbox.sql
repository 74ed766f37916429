-- Work for Google (R50-R52): one row per visit and generation of its event. The row says "make Google agree with the visit".

CREATE TABLE IF NOT EXISTS {p}outbox (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    meeting_id BIGINT UNSIGNED NOT NULL,
    generation SMALLINT UNSIGNED NOT NULL DEFAULT 1,
    organiser VARCHAR(254) NULL,
    state VARCHAR(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'queued',
    version INT UNSIGNED NOT NULL DEFAULT 1,
    called TINYINT(1) NOT NULL DEFAULT 0,
    event_starts_at DATETIME(6) NULL,
    conference_request SMALLINT UNSIGNED NOT NULL DEFAULT 1,
    polls SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    due_at DATETIME(6) NOT NULL,
    first_tried_at DATETIME(6) NULL,
    tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    fault VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    last_answer VARCHAR(500) NULL,
    lease CHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    lease_until DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY {p}outbox_one_per_generation (meeting_id, generation),
    KEY {p}outbox_due (state, due_at),
    CONSTRAINT {p}outbox_about FOREIGN KEY (meeting_id) REFERENCES {p}meetings (id),
    CONSTRAINT {p}outbox_state CHECK (state IN ('queued', 'pending', 'done', 'configuration', 'failed', 'dropped'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal';
