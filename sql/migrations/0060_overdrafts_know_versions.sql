-- Interest on overdrafts is corrected, as interest of deposits is, when an item comes late: so a position knows which days it
-- has reckoned and which entries it has seen. What was reckoned before stays as it is.
ALTER TABLE books.overdraft_position ADD COLUMN reckoned_from date NOT NULL DEFAULT '-infinity';
ALTER TABLE books.overdraft_position ADD COLUMN account_version bigint NOT NULL DEFAULT 0;
UPDATE books.overdraft_position p SET reckoned_from = p.reckoned_through + 1, account_version = b.version
FROM books.balance b WHERE b.account_id = p.account_id AND b.stripe = 0;
ALTER TABLE books.overdraft_position ALTER COLUMN reckoned_from DROP DEFAULT;
ALTER TABLE books.overdraft_position ALTER COLUMN account_version DROP DEFAULT;
COMMENT ON COLUMN books.overdraft_position.reckoned_from IS 'First calendar day that it has reckoned, or will.';
COMMENT ON COLUMN books.overdraft_position.account_version IS 'Entries of the account that its days know of.';
