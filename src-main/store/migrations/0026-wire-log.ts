import type { Migration } from './migration.ts'

/** Exchanges of the protocols that an operator asked to keep. */
export const wireLog: Migration = {
  number: 26,
  name: 'wire-log',
  sql: `
    -- What is to be kept, for how long, and how much of it there is.
    CREATE TABLE wire_recording (
      id INTEGER PRIMARY KEY,
      protocol TEXT NOT NULL CHECK (protocol IN ('scep', 'est', 'cmp', 'acme', 'ocsp', 'tsa')),
      service TEXT,
      started_at INTEGER NOT NULL,
      started_by TEXT NOT NULL,
      ends_at INTEGER NOT NULL,
      ended_at INTEGER,
      ended_because TEXT CHECK (ended_because IN ('stopped', 'time', 'exchanges', 'bytes')),
      exchanges INTEGER NOT NULL,
      most_exchanges INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      most_bytes INTEGER NOT NULL,
      keep_days INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX wire_recording_running ON wire_recording (ends_at) WHERE ended_at IS NULL;

    -- One exchange. Secrets were masked before it came here.
    CREATE TABLE wire_exchange (
      id INTEGER PRIMARY KEY,
      recording_id INTEGER NOT NULL REFERENCES wire_recording (id),
      at INTEGER NOT NULL,
      delete_at INTEGER NOT NULL,
      protocol TEXT NOT NULL,
      service TEXT,
      peer TEXT NOT NULL,
      secure INTEGER NOT NULL CHECK (secure IN (0, 1)),
      client_certificate BLOB,
      method TEXT NOT NULL,
      url TEXT NOT NULL,
      operation TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'waiting', 'refused', 'failed')),
      status INTEGER,
      code TEXT,
      reason TEXT,
      milliseconds REAL NOT NULL,
      request_headers TEXT NOT NULL,
      request_body BLOB NOT NULL,
      request_bytes INTEGER NOT NULL,
      request_masked TEXT NOT NULL,
      answer_headers TEXT NOT NULL,
      answer_body BLOB NOT NULL,
      answer_bytes INTEGER NOT NULL,
      answer_masked TEXT NOT NULL
    ) STRICT;
    CREATE INDEX wire_exchange_delete_at ON wire_exchange (delete_at);
    CREATE INDEX wire_exchange_service ON wire_exchange (protocol, service, id);
    CREATE INDEX wire_exchange_recording ON wire_exchange (recording_id);
  `
}
