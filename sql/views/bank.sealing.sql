CREATE OR REPLACE VIEW bank.sealing AS
SELECT
  coalesce(last.number, 0) AS blocks,
  coalesce(last.last_sequence, 0) AS last_sequence,
  (SELECT count(*) FROM books.journal j WHERE j.sequence > coalesce(last.last_sequence, 0)) AS unsealed
FROM (SELECT) one LEFT JOIN (SELECT * FROM books.block ORDER BY number DESC LIMIT 1) last ON true;
COMMENT ON VIEW bank.sealing IS 'How far the sealing of journals is; one row.';
COMMENT ON COLUMN bank.sealing.unsealed IS 'Journals that wait for a block.';
