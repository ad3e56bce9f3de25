-- +goose Up

-- By how many the standing incidents grew with a batch. Where fewer stand than the sum
-- over batches says, records were erased.
ALTER TABLE batch ADD COLUMN net INTEGER NOT NULL DEFAULT 0;
UPDATE batch SET net = v.n FROM (
  SELECT batch_id, sum(n) AS n FROM (
    SELECT known_from AS batch_id, 1 AS n FROM incident WHERE known_to IS NULL OR known_to > known_from
    UNION ALL SELECT known_to, -1 FROM incident WHERE known_to > known_from
  ) GROUP BY batch_id) v WHERE v.batch_id = batch.batch_id;

-- The latest moment that the batch speaks of, UTC: what comes later from before it is late.
ALTER TABLE batch_month ADD COLUMN last_s INTEGER NOT NULL DEFAULT 0;
UPDATE batch_month SET last_s = v.last_s FROM (
  SELECT known_from AS batch_id, source_id, CAST(strftime('%s', date(day * 86400, 'unixepoch', 'start of month')) AS INTEGER) / 86400 AS month, max(to_s) AS last_s
  FROM incident GROUP BY 1, 2, 3) v
  WHERE v.batch_id = batch_month.batch_id AND v.source_id = batch_month.source_id AND v.month = batch_month.month;
