/** In order. `user_version` counts those that have run, so a released one must never change. */
export const migrations: string[] = [
  `
  CREATE TABLE users (
    user_id      TEXT PRIMARY KEY,
    email        TEXT NOT NULL UNIQUE,
    mail_address TEXT NOT NULL,
    alias        TEXT NOT NULL,
    full_name    TEXT NOT NULL,
    roles        TEXT NOT NULL,
    groups       TEXT NOT NULL,
    is_disabled  INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE sessions (
    session_id           TEXT PRIMARY KEY,
    bearer_hash          BLOB NOT NULL UNIQUE,
    verification_code_id TEXT NOT NULL UNIQUE,
    user_id              TEXT REFERENCES users (user_id),
    key_id               TEXT NOT NULL,
    email_key            BLOB NOT NULL,
    bucket_key            BLOB,
    tries                INTEGER NOT NULL DEFAULT 0,
    created_at           INTEGER NOT NULL,
    verified_at          INTEGER,
    expire_at            INTEGER NOT NULL,
    ip                   TEXT NOT NULL,
    user_agent           TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sessions_by_user ON sessions (user_id, created_at) WHERE user_id IS NOT NULL;
  CREATE INDEX sessions_by_expiry ON sessions (expire_at);

  CREATE TABLE mails (
    verification_code_id TEXT PRIMARY KEY REFERENCES sessions (verification_code_id) ON DELETE CASCADE,
    attempts             INTEGER NOT NULL DEFAULT 0,
    next_at              INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mails_by_time ON mails (next_at);

  CREATE TABLE hits (
    key BLOB NOT NULL,
    at  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX hits_by_key ON hits (key, at);

  CREATE TABLE known_networks (
    email_key        BLOB NOT NULL,
    network_key      BLOB NOT NULL,
    last_verified_at INTEGER NOT NULL,
    PRIMARY KEY (email_key, network_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX known_networks_by_time ON known_networks (last_verified_at);
  `,
];
