-- +goose Up

-- The category scheme as a tree that a user can change: kinds of a category, groups over
-- categories, what others call a category.
ALTER TABLE category ADD COLUMN parent    TEXT NOT NULL DEFAULT '';                                   -- id of the category it is a kind of
ALTER TABLE category ADD COLUMN catch_all INTEGER NOT NULL DEFAULT 0 CHECK (catch_all IN (0, 1));     -- chosen when nothing closer fits
ALTER TABLE category ADD COLUMN apart     INTEGER NOT NULL DEFAULT 0 CHECK (apart IN (0, 1));         -- a layer of its own
ALTER TABLE category ADD COLUMN listed    INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1));        -- offered even without an incident
UPDATE category SET listed = mapped;

CREATE TABLE category_alias (
  alias_id TEXT PRIMARY KEY,      -- the label as an id: small letters and hyphens
  label    TEXT NOT NULL,         -- as it was written
  category TEXT NOT NULL,         -- id
  tags     TEXT NOT NULL,         -- joined by semicolons
  setting  INTEGER NOT NULL CHECK (setting BETWEEN 0 AND 7)
) STRICT;

CREATE TABLE category_group (
  group_id TEXT PRIMARY KEY,
  label    TEXT NOT NULL
) STRICT;

CREATE TABLE category_group_member (
  group_id TEXT NOT NULL REFERENCES category_group ON DELETE CASCADE,
  member   TEXT NOT NULL,         -- id of a category, or a label of a source
  raw      INTEGER NOT NULL CHECK (raw IN (0, 1)), -- it is a label
  PRIMARY KEY (group_id, raw, member)
) STRICT;

-- Tags that make a row sensitive, whatever its category.
CREATE TABLE sensitive_tag (tag TEXT PRIMARY KEY) STRICT;

-- What sources called kinds of place that none of ours is: the row's own is not known.
CREATE TABLE setting_word (
  version_id INTEGER PRIMARY KEY, -- of incident
  word       TEXT NOT NULL
) STRICT;

-- Profiles that users of this folder saved, as TOML.
CREATE TABLE profile (
  name       TEXT PRIMARY KEY,
  body       TEXT NOT NULL,
  saved_at_s INTEGER NOT NULL
) STRICT;

-- What became of incidents, as sources said it and when. Rows stand from the batch that
-- brought them; nothing is overwritten.
CREATE TABLE outcome (
  outcome_id  INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL,
  day         INTEGER NOT NULL,   -- the first day of the month it was said for, days from 1970-01-01; 0 when not said
  text        TEXT NOT NULL,
  known_from  INTEGER NOT NULL REFERENCES batch,
  known_to    INTEGER REFERENCES batch
) STRICT;
CREATE INDEX outcome_incident ON outcome (incident_id);
CREATE INDEX outcome_known_from ON outcome (known_from);
