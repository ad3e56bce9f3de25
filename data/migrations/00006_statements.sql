-- +goose Up

-- A batch may be a full statement: whatever its source said before of the same months
-- and does not say again has been withdrawn. Its versions are numbered on end.
ALTER TABLE batch ADD COLUMN statement INTEGER NOT NULL DEFAULT 0 CHECK (statement IN (0, 1));
ALTER TABLE batch ADD COLUMN history INTEGER NOT NULL DEFAULT 0;       -- rows kept as history only; they are among the duplicates
ALTER TABLE batch ADD COLUMN first_version INTEGER NOT NULL DEFAULT 0; -- incident.version_id, first and last
ALTER TABLE batch ADD COLUMN last_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN signature INTEGER NOT NULL DEFAULT 0;     -- of the versions it began less those it ended; sums over batches

-- References by their 64-bit hash, for finding what stands under one. Two references
-- may share a hash: the text in incident decides.
CREATE TABLE reference (
  hash       INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  PRIMARY KEY (hash, version_id)
) STRICT, WITHOUT ROWID;

-- Which months each batch spoke of, with how many rows, whatever became of them.
CREATE TABLE batch_month (
  source_id INTEGER NOT NULL REFERENCES source,
  month     INTEGER NOT NULL, -- its first day, days from 1970-01-01
  batch_id  INTEGER NOT NULL REFERENCES batch,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (source_id, month, batch_id)
) STRICT, WITHOUT ROWID;

-- Rows that gave way to another row of the same reference in the same batch.
CREATE TABLE conflict (
  conflict_id INTEGER PRIMARY KEY,
  batch_id    INTEGER NOT NULL REFERENCES batch,
  source_id   INTEGER NOT NULL REFERENCES source,
  reference   TEXT NOT NULL,
  incident_id INTEGER NOT NULL, -- which stands
  fields      TEXT NOT NULL     -- JSON of the row that does not
) STRICT;
CREATE INDEX conflict_batch ON conflict (batch_id);

-- Rows are found by their batch's versions; an index costs every import dear.
DROP INDEX incident_known_from;
