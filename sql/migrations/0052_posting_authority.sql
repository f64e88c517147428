-- What one person may post alone.
CREATE TABLE books.posting_authority (
  purpose text NOT NULL CHECK (purpose IN ('manual', 'import')),
  valid_from date NOT NULL,
  alone_minor bigint NOT NULL CHECK (alone_minor >= 0),
  PRIMARY KEY (purpose, valid_from)
);
COMMENT ON TABLE books.posting_authority IS 'How much one person may post alone, in minor units of whatever currency, from a business date on.';
COMMENT ON COLUMN books.posting_authority.purpose IS 'manual: journals somebody writes or reverses; import: each line of a file.';
INSERT INTO books.posting_authority (purpose, valid_from, alone_minor)
VALUES ('manual', '1990-01-01', 1000000), ('import', '1990-01-01', 10000000);
