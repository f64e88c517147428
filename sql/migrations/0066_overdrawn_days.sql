-- Deposits that stood overdrawn at the close of a day are few among all movements, and reports ask for just them.
CREATE INDEX account_movement_overdrawn ON books.account_movement (business_date) WHERE balance_minor > 0;
