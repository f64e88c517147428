-- A payment by card, a batch of salaries and a look back in time, told in SQL. The output beside this file is checked by the tests.

SELECT bank.open_books('2026-01-15');

SELECT bank.open_customer('{"id": "00000000-0000-7000-8000-00000000000a", "number": "00000001", "name": "Alice Adams"}') ->> 'created' AS alice;

SELECT bank.open_account('{"id": "00000000-0000-7000-8000-0000000000aa", "number": "1000000001",
         "customer": "00000000-0000-7000-8000-00000000000a", "ledgerAccount": "2010", "product": "Checking",
         "name": "Everyday Checking", "floorMinor": "0"}') ->> 'created' AS checking,
       bank.open_account('{"id": "00000000-0000-7000-8000-0000000000bb", "number": "1000000002",
         "customer": "00000000-0000-7000-8000-00000000000a", "ledgerAccount": "2030", "product": "Savings",
         "name": "Savings", "floorMinor": "0"}') ->> 'created' AS savings;

-- $500.00 in cash, by the straight line: debit the vault, credit Alice.
SELECT bank.post_pair('00000000-0000-7000-8000-000000000001', 'example', 'deposit', 'h1', 'P01', 'Cash deposit', '', 'teller',
         '00000000-0000-8000-8000-000000001010', '00000000-0000-7000-8000-0000000000aa', 50000, 'USD') ->> 'outcome' AS outcome;

-- A petrol pump asks for up to $120.00; the balance stays, what is available falls.
SELECT r ->> 'outcome' AS outcome, r ->> 'remainingMinor' AS remaining, r ->> 'expiresOn' AS expires
FROM json_array_elements(bank.place_holds('{"holds": [{
  "id": "00000000-0000-7000-8000-0000000000c1", "scope": "example", "key": "pump", "requestHash": "h2", "actor": "card",
  "account": "00000000-0000-7000-8000-0000000000aa", "minor": "12000", "currency": "USD", "description": "Petrol"}]}') -> 'results') r;

SELECT balance_minor, held_minor, available_minor FROM bank.account WHERE number = '1000000001';

-- She wants to move all she has to savings: the refusal says which rule, what there is, and what would pass.
SELECT bank.post_pair('00000000-0000-7000-8000-000000000002', 'example', 'save', 'h3', 'P08', 'Transfer', '', 'alice',
         '00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-0000000000bb', 50000, 'USD');

-- The pump took $47.30: a journal captures it and lets the rest of the hold go.
SELECT r ->> 'outcome' AS outcome, e ->> 'minor' AS minor, e ->> 'balanceMinor' AS balance
FROM json_array_elements(bank.post_journals('{"journals": [{
  "id": "00000000-0000-7000-8000-000000000003", "scope": "example", "key": "petrol", "requestHash": "h4",
  "type": "STANDARD", "template": "P11", "description": "Petrol", "actor": "card", "metadata": {"pump": "7"},
  "captures": [{"hold": "00000000-0000-7000-8000-0000000000c1", "minor": "4730"}],
  "entries": [
    {"account": "00000000-0000-7000-8000-0000000000aa", "minor": "4730", "currency": "USD"},
    {"gl": "2350", "minor": "-4730", "currency": "USD"}
  ]}]}') -> 'results') r, json_array_elements(r -> 'entries') e;

SELECT kind, amount_minor, business_date FROM bank.hold_event ORDER BY sequence;

-- Two days later a batch comes in: one credit that counts from the 15th, one for an account nobody has.
SELECT bank.roll_business_date('2026-01-17');

SELECT bank.post_journal_batch('{"id": "00000000-0000-7000-8000-0000000000d1", "scope": "example", "key": "salaries",
  "requestHash": "h5", "actor": "payroll", "mode": "independent", "journals": [
    {"id": "00000000-0000-7000-8000-000000000004", "type": "STANDARD", "template": "P03", "description": "Salary",
     "valueDate": "2026-01-15", "entries": [
       {"gl": "1040", "minor": "100000", "currency": "USD"},
       {"account": "00000000-0000-7000-8000-0000000000aa", "minor": "-100000", "currency": "USD"}]},
    {"id": "00000000-0000-7000-8000-000000000005", "type": "STANDARD", "template": "P03", "description": "Salary",
     "entries": [
       {"gl": "1040", "minor": "100000", "currency": "USD"},
       {"account": "00000000-0000-7000-8000-0000000000ff", "minor": "-100000", "currency": "USD"}]}]}');

SELECT ord, outcome, sql_state, message FROM bank.journal_batch_item ORDER BY ord;

-- What counted on the 16th, as known today and as known before the batch came in.
SELECT as_of, balance_minor AS known_today,
  (SELECT balance_minor FROM bank.balance_as_of(account_id, as_of, (SELECT recorded_at FROM bank.journal WHERE reference = '' AND description = 'Petrol'))) AS known_then
FROM bank.balance_as_of('00000000-0000-7000-8000-0000000000aa', '2026-01-16');
