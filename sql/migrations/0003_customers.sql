CREATE TABLE books.customer (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^[0-9]{8}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  opened_on date NOT NULL
);
COMMENT ON TABLE books.customer IS 'Somebody the bank keeps accounts for.';

CREATE TABLE books.customer_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  customer_id uuid NOT NULL REFERENCES books.customer,
  PRIMARY KEY (issuer, subject)
);
COMMENT ON TABLE books.customer_identity IS 'Which customer a sign-in stands for: one row per identity provider and subject.';
