-- Journals are sealed some time after they were posted: a block is a range of sequences, its root speaks for every byte of
-- them, and its hash for all blocks before it. docs/decisions/0011 has the rules, byte for byte.
CREATE TABLE books.block (
  number bigint PRIMARY KEY CHECK (number > 0),
  first_sequence bigint NOT NULL,
  last_sequence bigint NOT NULL CHECK (last_sequence >= first_sequence),
  journals integer NOT NULL CHECK (journals > 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  previous_hash bytea NOT NULL UNIQUE CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE books.block IS 'Journals sealed together, each block naming the one before. Append-only.';
COMMENT ON COLUMN books.block.root IS 'Merkle root over the leaves of its journals, in their order.';
COMMENT ON COLUMN books.block.previous_hash IS 'Hash of the block before; zeros for the first. Unique, so that the chain can''t fork.';
COMMENT ON COLUMN books.block.hash IS 'SHA-256 of the header, which is the text of all the other columns.';
COMMENT ON COLUMN books.block.sealed_at IS 'Clock of the database, whole milliseconds.';

CREATE TABLE books.sealed_journal (
  sequence bigint PRIMARY KEY,
  block bigint NOT NULL,
  position integer NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 16),
  journal_hash bytea NOT NULL CHECK (length(journal_hash) = 32),
  entries_hash bytea NOT NULL CHECK (length(entries_hash) = 32)
);
COMMENT ON TABLE books.sealed_journal IS 'What a journal and its entries hashed to when they were sealed. Append-only.';
COMMENT ON COLUMN books.sealed_journal.position IS 'Place among the leaves of its block, from 0.';
COMMENT ON COLUMN books.sealed_journal.salt IS
  'Random; what is told of a journal by its hash alone can''t be guessed and tried without it.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.block EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.sealed_journal EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.block ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.sealed_journal ENABLE ALWAYS TRIGGER append_only;
