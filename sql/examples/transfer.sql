-- A first day at the bank, told in SQL. The output beside this file is checked by the tests.

-- The books open on a Thursday. Alice and Bob become customers with a checking account each.
SELECT bank.open_books('2026-01-15');

SELECT bank.open_customer('{"id": "00000000-0000-7000-8000-00000000000a", "number": "00000001", "name": "Alice Adams"}') ->> 'created' AS alice,
       bank.open_customer('{"id": "00000000-0000-7000-8000-00000000000b", "number": "00000002", "name": "Bob Brown"}') ->> 'created' AS bob;

SELECT bank.open_account('{"id": "00000000-0000-7000-8000-0000000000aa", "number": "1000000001",
         "customer": "00000000-0000-7000-8000-00000000000a", "ledgerAccount": "2010", "product": "Checking",
         "name": "Everyday Checking", "floorMinor": "0"}') ->> 'created' AS alice,
       bank.open_account('{"id": "00000000-0000-7000-8000-0000000000bb", "number": "1000000002",
         "customer": "00000000-0000-7000-8000-00000000000b", "ledgerAccount": "2010", "product": "Checking",
         "name": "Everyday Checking", "floorMinor": "0"}') ->> 'created' AS bob;

-- Alice pays in $500.00 in cash: a debit to the vault, a credit to her account.
SELECT r ->> 'outcome' AS outcome, e ->> 'gl' AS gl, e ->> 'minor' AS minor, e ->> 'balanceMinor' AS balance
FROM json_array_elements(bank.post_journals('{"journals": [{
  "id": "00000000-0000-7000-8000-000000000001", "scope": "example", "key": "deposit", "requestHash": "h1",
  "type": "STANDARD", "template": "P01", "description": "Cash deposit", "actor": "teller",
  "entries": [
    {"gl": "1010", "minor": "50000", "currency": "USD"},
    {"account": "00000000-0000-7000-8000-0000000000aa", "minor": "-50000", "currency": "USD"}
  ]}]}') -> 'results') r, json_array_elements(r -> 'entries') e;

-- She sends Bob $125.00.
SELECT r ->> 'outcome' AS outcome, e ->> 'minor' AS minor, e ->> 'balanceMinor' AS balance, e ->> 'version' AS version
FROM json_array_elements(bank.post_journals('{"journals": [{
  "id": "00000000-0000-7000-8000-000000000002", "scope": "example", "key": "rent", "requestHash": "h2",
  "type": "STANDARD", "template": "P08", "description": "Transfer", "reference": "Rent", "actor": "alice",
  "entries": [
    {"account": "00000000-0000-7000-8000-0000000000aa", "minor": "12500", "currency": "USD"},
    {"account": "00000000-0000-7000-8000-0000000000bb", "minor": "-12500", "currency": "USD"}
  ]}]}') -> 'results') r, json_array_elements(r -> 'entries') e;

-- Her browser did not get the answer and asks again: the same answer, and no second transfer.
SELECT r ->> 'outcome' AS outcome, e ->> 'minor' AS minor, e ->> 'balanceMinor' AS balance, e ->> 'version' AS version
FROM json_array_elements(bank.post_journals('{"journals": [{
  "id": "00000000-0000-7000-8000-000000000003", "scope": "example", "key": "rent", "requestHash": "h2",
  "type": "STANDARD", "template": "P08", "description": "Transfer", "reference": "Rent", "actor": "alice",
  "entries": [
    {"account": "00000000-0000-7000-8000-0000000000aa", "minor": "12500", "currency": "USD"},
    {"account": "00000000-0000-7000-8000-0000000000bb", "minor": "-12500", "currency": "USD"}
  ]}]}') -> 'results') r, json_array_elements(r -> 'entries') e;

-- She tries to send $400.00, which she has no more.
SELECT bank.post_journals('{"journals": [{
  "id": "00000000-0000-7000-8000-000000000004", "scope": "example", "key": "too much", "requestHash": "h3",
  "type": "STANDARD", "template": "P08", "description": "Transfer", "actor": "alice",
  "entries": [
    {"account": "00000000-0000-7000-8000-0000000000aa", "minor": "40000", "currency": "USD"},
    {"account": "00000000-0000-7000-8000-0000000000bb", "minor": "-40000", "currency": "USD"}
  ]}]}');

-- What Alice sees, newest first.
SELECT version, business_date, direction, amount_minor, balance_after_minor, description, reference
FROM bank.account_transaction
WHERE account_id = '00000000-0000-7000-8000-0000000000aa'
ORDER BY version DESC;

-- What the bank sees: it owes its customers what lies in the vault.
SELECT ledger_account, debit_minor, credit_minor FROM bank.trial_balance('2026-01-15');

SELECT line_no, depth, label, amount_minor, is_total
FROM bank.statement('balance-sheet', NULL, '2026-01-15') WHERE amount_minor <> '0';
