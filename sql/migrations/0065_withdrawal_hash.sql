-- A key stands for one request: the same key with another one is refused.
ALTER TABLE books.certificate_withdrawal ADD COLUMN request_hash text CHECK (length(request_hash) BETWEEN 1 AND 200);
COMMENT ON COLUMN books.certificate_withdrawal.request_hash IS 'Null for withdrawals from before hashes were kept.';
