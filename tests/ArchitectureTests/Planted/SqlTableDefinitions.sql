-- Planted for Rules/SqlTableDefinitions: an embedded migration. CREATE TABLE in a comment (like this) is not read.
CREATE TABLE {p}whole (
    id    bigint unsigned NOT NULL AUTO_INCREMENT,
    code  varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'a ; and a ) in a text',
    price decimal(10, 2) NOT NULL CHECK (price >= (0)),
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS {p}codes (code varchar(40) PRIMARY KEY) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE {p}keyless (id int NOT NULL) ENGINE=InnoDB CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE {p}isam (id int PRIMARY KEY) ENGINE=MyISAM CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE {p}short_letters (id int PRIMARY KEY) ENGINE=InnoDB CHARSET=utf8 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE {p}server_default (code varchar(40) COLLATE utf8mb4_bin PRIMARY KEY) ENGINE=InnoDB CHARSET=utf8mb4;

CREATE TABLE {p}other_column (code varchar(40) COLLATE utf8mb4_general_ci PRIMARY KEY) ENGINE=InnoDB CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE {p}bare (id int)
