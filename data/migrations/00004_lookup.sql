-- +goose Up

-- Lists that a user loaded to find places by: a list is used once it is committed, and
-- the one of its kind that stood before goes with it.
CREATE TABLE lookup_list (
  list_id        INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('postcode', 'uprn', 'usrn', 'place', 'station')),
  file           TEXT NOT NULL,
  sha256         TEXT NOT NULL,
  kept           INTEGER NOT NULL DEFAULT 0, -- entries
  loaded_at_s    INTEGER NOT NULL,
  committed_at_s INTEGER
) STRICT;

-- Where each key of a list is: numbers as numbers, postcodes and names as data.LookupKey
-- writes them. A national list of postcodes has 1.8 million, one of addresses 40 million.
CREATE TABLE lookup_point (
  list_id     INTEGER NOT NULL REFERENCES lookup_list,
  key         ANY NOT NULL,
  easting_cm  INTEGER NOT NULL,              -- National Grid
  northing_cm INTEGER NOT NULL,
  quality     INTEGER NOT NULL,              -- as the list says it, lower is closer; 0 when it does not; -1 for one key at two places
  PRIMARY KEY (list_id, key)
) STRICT, WITHOUT ROWID;

-- How many different people reported from a place in a month, counted while a batch was
-- read. Who they were was never written down.
CREATE TABLE reporter (
  batch_id    INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  month       INTEGER NOT NULL,              -- its first day, days from 1970-01-01
  lon         REAL NOT NULL,                 -- 0, 0 where only the location's text is known
  lat         REAL NOT NULL,
  location    TEXT NOT NULL,                 -- empty where the point is known
  reporters   INTEGER NOT NULL CHECK (reporters > 0),
  PRIMARY KEY (batch_id, month, lon, lat, location)
) STRICT, WITHOUT ROWID;
