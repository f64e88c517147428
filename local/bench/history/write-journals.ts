/** A statement of the making of the history, with what it does in words. */
export interface HistoryStep {
  readonly title: string;
  readonly sql: string;
}

/** Turns the plan into the rows that posting it day by day would have left. */
export const historySteps: readonly HistoryStep[] = [
  {
    title: 'Journals',
    sql: `
      INSERT INTO books.journal (sequence, id, type, template, description, reference, business_date, value_date,
        occurred_at, recorded_at, actor, scope, key, request_hash)
      OVERRIDING SYSTEM VALUE
      SELECT sequence, md5('id ' || sequence)::uuid, 'STANDARD', 'P08', 'Transfer', '', business_date, value_date,
        recorded_at, recorded_at, 'bench', 'bench-history', md5('key ' || sequence)::uuid::text, md5(sequence::text)
      FROM bench_plan ORDER BY sequence`,
  },
  {
    title: 'Entries with their running balances',
    sql: `
      INSERT INTO books.entry (account_id, stripe, account_version, journal_sequence, line_no, ledger_account, currency,
        amount_minor, balance_after_minor, business_date, value_date)
      SELECT account_id, 0, row_number() OVER line, sequence, line_no, ledger_account, 'USD', amount_minor,
        sum(amount_minor) OVER line, business_date, value_date
      FROM (
        SELECT sequence, 1 AS line_no, debit AS account_id, debit_ledger AS ledger_account, minor AS amount_minor,
          business_date, value_date
        FROM bench_plan
        UNION ALL
        SELECT sequence, 2, credit, credit_ledger, -minor, business_date, value_date FROM bench_plan
      ) e
      WINDOW line AS (PARTITION BY account_id ORDER BY sequence)
      -- As postings write them: by time, not account by account.
      ORDER BY sequence, line_no`,
  },
  {
    title: 'Movements and closes of days, shifts',
    sql: `
      INSERT INTO books.account_movement (account_id, stripe, business_date, debit_minor, credit_minor, balance_minor,
        version)
      SELECT account_id, 0, business_date, debit_minor, credit_minor,
        sum(debit_minor - credit_minor) OVER so_far, sum(entries) OVER so_far
      FROM (
        SELECT account_id, business_date, sum(greatest(amount_minor, 0)) AS debit_minor,
          sum(greatest(-amount_minor, 0)) AS credit_minor, count(*) AS entries
        FROM books.entry GROUP BY account_id, business_date
      ) moved
      WINDOW so_far AS (PARTITION BY account_id ORDER BY business_date)
      ORDER BY business_date, account_id;
      INSERT INTO books.ledger_movement (business_date, booked_on, ledger_account, currency, closing, debit_minor, credit_minor)
      SELECT m.business_date, m.business_date, a.ledger_account, 'USD', false, sum(m.debit_minor), sum(m.credit_minor)
      FROM books.account_movement m JOIN bench_account a ON a.id = m.account_id GROUP BY 1, 3 ORDER BY 1, 3;
      INSERT INTO books.value_shift (account_id, stripe, value_date, business_date, net_minor)
      SELECT account_id, 0, value_date, business_date, sum(amount_minor)
      FROM books.entry WHERE value_date <> business_date GROUP BY 1, 3, 4;
      DELETE FROM books.closed_day;
      INSERT INTO books.closed_day (business_date, last_sequence, rolled_at)
      SELECT business_date, max(sequence), (business_date + interval '22 hours') AT TIME ZONE 'UTC'
      FROM bench_plan GROUP BY business_date`,
  },
  {
    title: 'Balances',
    sql: `
      UPDATE books.balance b SET balance_minor = e.total, version = e.entries
      FROM (
        SELECT account_id, sum(amount_minor) AS total, count(*) AS entries FROM books.entry GROUP BY account_id
      ) e
      WHERE b.account_id = e.account_id AND b.stripe = 0;
      UPDATE ops.relay SET journal_sequence = (SELECT max(sequence) FROM bench_plan);
      SELECT setval(pg_get_serial_sequence('books.journal', 'sequence'), (SELECT max(sequence) FROM bench_plan))`,
  },
];
