-- +goose Up

-- What is laid over the map and never scored: sites, named places, dated events and
-- perception points. Rows stand between batches as areas do.
CREATE TABLE layer_feature (
  feature_id INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('site', 'place', 'event', 'perception')),
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,    -- empty for a perception point: it has none
  class      TEXT NOT NULL,    -- which symbol: school, licensed, match, lighting, ...
  geometry   BLOB NOT NULL,    -- WKB point or multi-polygon, WGS 84, longitude first
  hours      TEXT NOT NULL,    -- opening times as data.Hours writes them; empty when not known
  terms      TEXT NOT NULL,    -- 2026-09-02/2026-10-23;...; empty when not known
  from_day   INTEGER NOT NULL, -- civil date, Europe/London, days from 1970-01-01; 0 when not said
  to_day     INTEGER NOT NULL, -- the last day; 0 when not said
  from_min   INTEGER NOT NULL CHECK (from_min BETWEEN -1 AND 1439), -- local minute of from_day; -1 when not said
  to_min     INTEGER NOT NULL CHECK (to_min BETWEEN -1 AND 1439),   -- local minute of to_day
  properties TEXT NOT NULL,    -- JSON of data.LayerProperties: its members and no other
  known_from INTEGER NOT NULL REFERENCES batch,
  known_to   INTEGER REFERENCES batch
) STRICT;
CREATE INDEX layer_feature_standing ON layer_feature (kind, code) WHERE known_to IS NULL;

-- Sites, places and events that came as boundaries before there were layers.
INSERT INTO layer_feature (kind, code, name, class, geometry, hours, terms, from_day, to_day, from_min, to_min, properties, known_from, known_to)
  SELECT kind, code, name, 'other', geometry, '', '', valid_from, 0, -1, -1, '{}', known_from, known_to
  FROM area WHERE kind IN ('site', 'place', 'event') ORDER BY area_id;
DELETE FROM area WHERE kind IN ('site', 'place', 'event');
