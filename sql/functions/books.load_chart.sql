-- Brings the chart to what sql/seed/chart_of_accounts.csv says and gives each ledger account its house account.
CREATE OR REPLACE FUNCTION books.load_chart(p_rows jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO books.ledger_account AS l (
    code, name, class, normal_side, statement_line, schedule_item, mdrm, note, postable, subledger
  )
  SELECT
    r ->> 'account', r ->> 'name', r ->> 'cls', CASE r ->> 'normal' WHEN 'D' THEN 'debit' WHEN 'C' THEN 'credit' END,
    (SELECT code FROM books.statement_line WHERE chart_line = r ->> 'fs_line'),
    r ->> 'schedule_item', r ->> 'mdrm', r ->> 'note',
    -- Net income of the year exists only in reports.
    r ->> 'account' <> '3045',
    -- Control accounts of the sub-ledgers of deposits and of loans.
    r ->> 'account' IN ('2010', '2020', '2030', '2040', '2050') OR r ->> 'account' BETWEEN '1401' AND '1489'
  FROM jsonb_array_elements(p_rows) r
  ON CONFLICT (code) DO UPDATE SET
    name = excluded.name, statement_line = excluded.statement_line, schedule_item = excluded.schedule_item,
    mdrm = excluded.mdrm, note = excluded.note, subledger = excluded.subledger
  -- An account that changed its nature would change every report of the past.
  WHERE l.class = excluded.class AND l.normal_side = excluded.normal_side;
  PERFORM books.check_chart(p_rows);

  INSERT INTO books.account (id, number, ledger_account, currency, product, name)
  SELECT books.house_account_id(code), lpad(code, 10, '0'), code, 'USD', 'House account', name
  FROM books.ledger_account
  -- Deposits stand on customers' accounts alone; of loans the bank keeps some in total.
  WHERE postable AND NOT (subledger AND class = 'Liability')
  ON CONFLICT (id) DO UPDATE SET name = excluded.name;
END $$;
