-- +goose Up

-- How an incident's point was found, and what is odd about it (hotspot.Fix, hotspot.Flags).
ALTER TABLE incident ADD COLUMN fix INTEGER NOT NULL DEFAULT 0 CHECK (fix BETWEEN 0 AND 4);
ALTER TABLE incident ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;

-- data.police.uk publishes snapped points only.
UPDATE incident SET fix = 1 WHERE lon IS NOT NULL AND known_from IN (SELECT batch_id FROM batch WHERE profile = 'police.uk');
