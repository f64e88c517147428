CREATE OR REPLACE VIEW bank.block AS
SELECT
  b.number, b.first_sequence, b.last_sequence, b.journals, encode(b.root, 'hex') AS root,
  encode(b.previous_hash, 'hex') AS previous_hash, encode(b.hash, 'hex') AS hash, b.sealed_at
FROM books.block b;
COMMENT ON VIEW bank.block IS 'Sealed blocks of journals. Hashes are SHA-256 in hexadecimal.';
