-- What a deposit earns and costs, from a date on. Terms of a day are the latest row that is not after it.
CREATE TABLE books.deposit_terms (
  product text NOT NULL REFERENCES books.product,
  valid_from date NOT NULL,
  tier_method text NOT NULL CHECK (tier_method IN ('whole-balance', 'slices')),
  expense_account text NOT NULL REFERENCES books.ledger_account,
  large_expense_account text REFERENCES books.ledger_account,
  credit_months smallint[] NOT NULL CHECK (credit_months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}'),
  minimum_opening_minor bigint NOT NULL DEFAULT 0 CHECK (minimum_opening_minor >= 0),
  maintenance_fee_minor bigint NOT NULL DEFAULT 0 CHECK (maintenance_fee_minor >= 0),
  waive_balance_minor bigint CHECK (waive_balance_minor > 0),
  waive_deposits_minor bigint CHECK (waive_deposits_minor > 0),
  overdraft_fee_minor bigint NOT NULL DEFAULT 0 CHECK (overdraft_fee_minor >= 0),
  overdraft_fees_a_day smallint NOT NULL DEFAULT 0 CHECK (overdraft_fees_a_day >= 0),
  overdraft_free_minor bigint NOT NULL DEFAULT 0 CHECK (overdraft_free_minor >= 0),
  overdraft_rate_ppm integer NOT NULL DEFAULT 0 CHECK (overdraft_rate_ppm BETWEEN 0 AND 1000000),
  term_months smallint CHECK (term_months > 0),
  grace_days smallint NOT NULL DEFAULT 0 CHECK (grace_days >= 0),
  penalty_days smallint NOT NULL DEFAULT 0 CHECK (penalty_days >= 0),
  PRIMARY KEY (product, valid_from)
);
COMMENT ON TABLE books.deposit_terms IS 'Terms of deposit products, each row from a day on. Append-only. Interest is per 365 days, leap year or not.';
COMMENT ON COLUMN books.deposit_terms.tier_method IS 'whole-balance: the tier''s rate on all of it; slices: each tier''s rate on what lies in it.';
COMMENT ON COLUMN books.deposit_terms.large_expense_account IS 'Expense of a day whose balance is above $250,000.00; null: the same.';
COMMENT ON COLUMN books.deposit_terms.credit_months IS 'Months at whose end interest is credited; none: at maturity alone.';
COMMENT ON COLUMN books.deposit_terms.waive_balance_minor IS 'Lowest daily balance of the month from which the fee is waived.';
COMMENT ON COLUMN books.deposit_terms.waive_deposits_minor IS 'Direct deposits (P03) of the month from which the fee is waived.';
COMMENT ON COLUMN books.deposit_terms.overdraft_fee_minor IS 'For each item paid into an agreed overdraft, at most overdraft_fees_a_day times.';
COMMENT ON COLUMN books.deposit_terms.overdraft_free_minor IS 'An account overdrawn by no more than this is charged nothing.';
COMMENT ON COLUMN books.deposit_terms.overdraft_rate_ppm IS 'Interest on what is overdrawn by agreement, charged daily.';
COMMENT ON COLUMN books.deposit_terms.penalty_days IS 'Days of simple interest that an early withdrawal from a certificate costs.';

CREATE TABLE books.deposit_rate (
  product text NOT NULL REFERENCES books.product,
  valid_from date NOT NULL,
  from_minor bigint NOT NULL CHECK (from_minor >= 0),
  rate_ppm integer NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  PRIMARY KEY (product, valid_from, from_minor)
);
COMMENT ON TABLE books.deposit_rate IS 'Tiers of a product''s rate; those of a date are all rows of the latest valid_from. Append-only.';
COMMENT ON COLUMN books.deposit_rate.rate_ppm IS 'Parts per million a year: 40000 is 4.00 %.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.deposit_terms EXECUTE FUNCTION books.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON books.deposit_rate EXECUTE FUNCTION books.refuse_change();
ALTER TABLE books.deposit_terms ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE books.deposit_rate ENABLE ALWAYS TRIGGER append_only;
