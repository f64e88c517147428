import type { Queryable } from './journals.ts';

/** Everything the books hold, as rows of text in a fixed order; equal before and after a refused call. */
export async function wholeBooks(owner: Queryable): Promise<Record<string, unknown[]>> {
  const tables = [
    'journal',
    'entry',
    'balance',
    'hold',
    'hold_event',
    'journal_batch',
    'journal_batch_item',
    'standing_order',
    'standing_order_run',
    'standing_order_change',
    'check_deposit',
    'check_part',
    'check_collection',
    'check_return',
    'teller_drawer_session',
    'notice',
    'notice_reading',
    'velocity_limit',
    'loan',
    'loan_installment',
    'loan_payment',
    'loan_event',
    'loan_accrual',
    'value_shift',
    'closed_day',
    'account_movement',
    'ledger_movement',
    'business_date',
    'period',
    'account',
    'interest_day',
    'interest_position',
    'interest_credit',
    'interest_ledger',
    'certificate',
    'certificate_term',
    'certificate_withdrawal',
    'fee_decision',
    'overdraft_position',
    'reconciliation_run',
  ];
  const books: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { rows } = await owner.query<{ row: string }>(
      `SELECT t::text AS row FROM books.${table} t ORDER BY t::text`,
    );
    books[table] = rows.map(({ row }) => row);
  }
  const { rows } = await owner.query('SELECT kind, payload FROM ops.outbox ORDER BY sequence');
  return { ...books, outbox: rows };
}

/** Each query finds the rows that break one rule of the books; in sound books every one is empty. */
const rules: Record<string, string> = {
  'every journal has two entries or more and sums to zero per currency': `
    SELECT j.sequence FROM books.journal j LEFT JOIN books.entry e ON e.journal_sequence = j.sequence
    GROUP BY j.sequence, e.currency HAVING coalesce(sum(e.amount_minor), 1) <> 0
    UNION ALL
    SELECT journal_sequence FROM books.entry GROUP BY journal_sequence HAVING count(*) < 2`,
  'every business date sums to zero per currency': `
    SELECT business_date FROM books.entry GROUP BY business_date, currency HAVING sum(amount_minor) <> 0`,
  'a balance is the sum of the entries, a version their number': `
    SELECT b.account_id FROM books.balance b LEFT JOIN books.entry e USING (account_id, stripe)
    GROUP BY b.account_id, b.stripe
    HAVING b.balance_minor <> coalesce(sum(e.amount_minor), 0) OR b.version <> count(e.amount_minor)`,
  'a running balance is the sum so far, and versions have no gap': `
    SELECT * FROM (
      SELECT balance_after_minor, sum(amount_minor) OVER w AS total, account_version, row_number() OVER w AS position,
        journal_sequence, lag(journal_sequence) OVER w AS previous
      FROM books.entry WINDOW w AS (PARTITION BY account_id, stripe ORDER BY account_version)
    ) e WHERE balance_after_minor <> total OR account_version <> position OR journal_sequence < previous`,
  'movements of accounts on closed days are their entries': `
    (SELECT e.account_id, e.stripe, e.business_date, sum(greatest(amount_minor, 0)), sum(greatest(-amount_minor, 0)),
       max(account_version)
     FROM books.entry e JOIN books.closed_day USING (business_date) GROUP BY 1, 2, 3)
    EXCEPT SELECT account_id, stripe, business_date, debit_minor, credit_minor, version FROM books.account_movement`,
  'there are no movements but those of entries': `
    SELECT account_id, stripe, business_date FROM books.account_movement
    EXCEPT SELECT account_id, stripe, business_date FROM books.entry`,
  'movements of ledger accounts on closed days are their entries': `
    ((SELECT e.ledger_account, coalesce(j.adjusts_on, e.business_date), e.business_date AS booked_on, e.currency,
        j.type = 'CLOSING' OR coalesce(target.type = 'CLOSING', false) AS closing,
        sum(greatest(amount_minor, 0)) AS debit, sum(greatest(-amount_minor, 0)) AS credit
      FROM books.entry e JOIN books.closed_day USING (business_date) JOIN books.journal j ON j.sequence = e.journal_sequence
      LEFT JOIN books.journal target ON target.id = j.reverses_id
      GROUP BY 1, 2, 3, 4, 5)
     EXCEPT
     SELECT ledger_account, business_date, booked_on, currency, closing, debit_minor, credit_minor FROM books.ledger_movement)`,
  'what counts from another date is on record': `
    (SELECT account_id, stripe, value_date, business_date, sum(amount_minor)
     FROM books.entry WHERE value_date <> business_date GROUP BY 1, 2, 3, 4)
    EXCEPT SELECT account_id, stripe, value_date, business_date, net_minor FROM books.value_shift`,
  'journals of a closed day are the range of sequences it says': `
    SELECT j.sequence FROM books.journal j JOIN books.closed_day d USING (business_date)
    WHERE j.sequence > d.last_sequence
    UNION ALL
    SELECT j.sequence FROM books.journal j JOIN books.closed_day d ON j.sequence <= d.last_sequence
    WHERE j.business_date > d.business_date`,
  'what is held is what is left of the holds': `
    SELECT b.account_id FROM books.balance b LEFT JOIN books.hold h ON h.account_id = b.account_id AND b.stripe = 0
    GROUP BY b.account_id, b.stripe, b.held_minor HAVING b.held_minor <> coalesce(sum(h.remaining_minor), 0)`,
  'a hold is what was placed less what was captured, released or lapsed': `
    SELECT h.id FROM books.hold h JOIN books.hold_event e ON e.hold_id = h.id
    GROUP BY h.id HAVING h.remaining_minor <> sum(CASE e.kind WHEN 'placed' THEN e.amount_minor ELSE -e.amount_minor END)`,
  'a balance row says what its account says': `
    SELECT b.account_id FROM books.balance b JOIN books.account a ON a.id = b.account_id
    JOIN books.ledger_account l ON l.code = a.ledger_account
    WHERE (b.side, b.floor_minor, b.ledger_account, b.currency, b.striped, b.everyday) IS DISTINCT FROM (
      CASE l.normal_side WHEN 'debit' THEN 1 ELSE -1 END, a.floor_minor - a.overdraft_minor, a.ledger_account, a.currency,
      a.mode = 'striped', a.status = 'open' AND l.class <> 'Memo' AND l.retired_on IS NULL
        AND (a.customer_id IS NULL OR l.class <> 'Asset') AND NOT EXISTS (SELECT FROM books.velocity_limit v WHERE v.account_id = a.id))`,
  'the sub-ledger of a control account is its balance': `
    SELECT a.ledger_account FROM books.account a JOIN books.balance b ON b.account_id = a.id
    GROUP BY a.ledger_account, a.currency
    HAVING sum(b.balance_minor) <> coalesce((
      SELECT sum(debit_minor - credit_minor) FROM books.ledger_movements('-infinity', 'infinity') m
      WHERE m.ledger_account = a.ledger_account AND m.currency = a.currency), 0)`,
  'a paid date of a standing order is a transfer between its accounts': `
    SELECT r.order_id FROM books.standing_order_run r JOIN books.standing_order o ON o.id = r.order_id
    WHERE r.outcome = 'paid' AND NOT EXISTS (
      SELECT FROM books.journal j JOIN books.entry e ON e.journal_sequence = j.sequence AND e.account_id = o.from_account_id
      JOIN books.entry f ON f.journal_sequence = j.sequence AND f.account_id = o.to_account_id
      WHERE j.id = r.journal_id AND j.template = 'P08' AND e.amount_minor = r.amount_minor AND f.amount_minor = -r.amount_minor)`,
  'the parts of a check are what it is worth, each with its hold': `
    SELECT c.journal_id FROM books.check_deposit c LEFT JOIN books.check_part p ON p.check_id = c.journal_id
    LEFT JOIN books.hold h ON h.id = p.hold_id AND h.amount_minor = p.amount_minor AND h.account_id = c.account_id
    GROUP BY c.journal_id HAVING coalesce(sum(h.amount_minor), 0) <> c.amount_minor`,
  'a reversal mirrors its original': `
    SELECT r.sequence FROM books.journal r JOIN books.journal o ON o.id = r.reverses_id
    WHERE EXISTS (
      SELECT account_id, currency, amount_minor FROM books.entry WHERE journal_sequence = r.sequence
      EXCEPT ALL SELECT account_id, currency, -amount_minor FROM books.entry WHERE journal_sequence = o.sequence)`,
};

const loanRules: Record<string, string> = {
  'loans are their schedules, payments and what the ledger holds for them':
    'SELECT * FROM books.verify_loans()',
  'no loan owes less than nothing': `
    SELECT l.account_id FROM books.loan l
    CROSS JOIN LATERAL books.loan_positions(ARRAY[l.account_id], (SELECT business_date FROM books.business_date)) p
    WHERE least(p.principal_minor, p.interest_minor, p.interest_due_minor, p.late_fees_minor, p.due_minor, p.owed_minor) < 0
      OR p.interest_due_minor > p.interest_minor
      OR (l.status <> 'charged-off' AND p.owed_minor <> p.principal_minor + p.interest_minor + p.late_fees_minor)`,
};

/** Names of the rules that the books break; empty for sound books. */
export async function brokenRules(owner: Queryable): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, query] of Object.entries({ ...rules, ...loanRules })) {
    const { rows } = await owner.query(query);
    if (rows.length > 0) broken.push(rule);
  }
  return broken;
}
