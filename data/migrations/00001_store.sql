-- +goose Up

-- Facts of the folder: marking, sample, sample clock.
CREATE TABLE folder (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- A batch is one import. Its rows are visible once committed_at_s is set, all at once.
CREATE TABLE batch (
  batch_id       INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('incidents', 'areas', 'orders', 'streets')),
  source         TEXT NOT NULL,
  file           TEXT NOT NULL,
  sha256         TEXT NOT NULL,
  profile        TEXT NOT NULL,
  as_at_s        INTEGER NOT NULL,
  started_at_s   INTEGER NOT NULL,
  committed_at_s INTEGER,
  row_count      INTEGER NOT NULL DEFAULT 0,
  accepted       INTEGER NOT NULL DEFAULT 0,
  duplicates     INTEGER NOT NULL DEFAULT 0,
  updated        INTEGER NOT NULL DEFAULT 0,
  withdrawn      INTEGER NOT NULL DEFAULT 0,
  rejected       INTEGER NOT NULL DEFAULT 0,
  unlocated      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Dictionaries: what repeats in every row is kept once.
CREATE TABLE source   (source_id   INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE raw      (raw_id      INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE location (location_id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE tagset   (tagset_id   INTEGER PRIMARY KEY, tags TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE category (
  category_id      INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  label            TEXT NOT NULL,
  police_generated INTEGER NOT NULL CHECK (police_generated IN (0, 1)),
  from_outside     INTEGER NOT NULL CHECK (from_outside IN (0, 1)), -- done to a home from the street
  sensitive        INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
  mapped           INTEGER NOT NULL CHECK (mapped IN (0, 1)) -- 0: made up from a label the scheme does not know
) STRICT;

-- Every version of every incident, with the batches between which it was known.
-- A version stands from known_from until known_to, both batches counted only once committed.
CREATE TABLE incident (
  version_id  INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL,
  source_id   INTEGER NOT NULL REFERENCES source,
  reference   TEXT,
  known_from  INTEGER NOT NULL REFERENCES batch,
  known_to    INTEGER REFERENCES batch,
  category_id INTEGER NOT NULL REFERENCES category,
  raw_id      INTEGER NOT NULL REFERENCES raw,
  tagset_id   INTEGER NOT NULL REFERENCES tagset,
  setting     INTEGER NOT NULL CHECK (setting BETWEEN 0 AND 7),
  provenance  TEXT NOT NULL,
  precision   INTEGER NOT NULL CHECK (precision BETWEEN 0 AND 3),
  from_s      INTEGER NOT NULL,  -- UTC; the first instant it may have begun
  to_s        INTEGER NOT NULL,  -- UTC; the last
  day         INTEGER NOT NULL,  -- civil date of from_s, Europe/London, days from 1970-01-01
  last_day    INTEGER NOT NULL,
  start_min   INTEGER NOT NULL CHECK (start_min BETWEEN -1 AND 1439),
  recorded_s  INTEGER,           -- UTC
  lon         REAL CHECK (lon BETWEEN -180 AND 180),
  lat         REAL CHECK (lat BETWEEN -90 AND 90),
  given_x     REAL,              -- the point as given, in given_crs
  given_y     REAL,
  given_crs   TEXT,
  location_id INTEGER NOT NULL REFERENCES location,
  digest      INTEGER NOT NULL,  -- of everything above that came from the source
  CHECK ((lon IS NULL) = (lat IS NULL))
) STRICT;
CREATE INDEX incident_known_from ON incident (known_from);
CREATE INDEX incident_known_to ON incident (known_to) WHERE known_to IS NOT NULL;

CREATE TABLE area (
  area_id    INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  valid_from INTEGER NOT NULL, -- days from 1970-01-01; 0 when it was always so
  geometry   BLOB NOT NULL,    -- WKB multi-polygon, WGS 84, longitude first
  source     BLOB NOT NULL,    -- the feature as received
  source_crs TEXT NOT NULL,
  known_from INTEGER NOT NULL REFERENCES batch,
  known_to   INTEGER REFERENCES batch
) STRICT;

CREATE TABLE pspo (
  pspo_id    INTEGER PRIMARY KEY,
  id         TEXT NOT NULL,
  record     TEXT NOT NULL,    -- JSON of pspo.Order
  geometry   BLOB NOT NULL,    -- WKB multi-polygon, WGS 84, longitude first
  source     BLOB NOT NULL,    -- the boundary as received
  known_from INTEGER NOT NULL REFERENCES batch,
  known_to   INTEGER REFERENCES batch
) STRICT;

CREATE TABLE street (
  street_id  INTEGER PRIMARY KEY,
  way_id     INTEGER NOT NULL,
  relation   INTEGER NOT NULL CHECK (relation IN (0, 1)), -- the id is a relation's
  name       TEXT NOT NULL,
  class      TEXT NOT NULL,
  bridge     INTEGER NOT NULL CHECK (bridge IN (0, 1)),
  foot       INTEGER NOT NULL CHECK (foot IN (0, 1)),     -- one may walk it
  nodes      BLOB NOT NULL,    -- little-endian 64-bit node ids
  line       BLOB NOT NULL,    -- WKB line, WGS 84, longitude first
  known_from INTEGER NOT NULL REFERENCES batch,
  known_to   INTEGER REFERENCES batch
) STRICT;

CREATE TABLE plan (
  plan_id   TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  name      TEXT NOT NULL,
  from_day  TEXT NOT NULL,
  to_day    TEXT NOT NULL,
  walks     INTEGER NOT NULL,
  made_at_s INTEGER NOT NULL,
  body      TEXT NOT NULL      -- JSON of patrol.Plan
) STRICT;

-- Who wrote or disclosed what, after s.62 of the Data Protection Act 2018.
CREATE TABLE audit (
  audit_id  INTEGER PRIMARY KEY,
  at_s      INTEGER NOT NULL,
  who       TEXT NOT NULL,
  role      TEXT NOT NULL,
  purpose   TEXT NOT NULL,
  action    TEXT NOT NULL CHECK (action IN ('collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure')),
  what      TEXT NOT NULL
) STRICT;
