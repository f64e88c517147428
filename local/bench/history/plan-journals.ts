import { openedOn, standAt } from '../books.ts';

/**
 * Plans the journals of the history, reproducibly: every draw is a hash of the journal's number. On the first day every
 * customer's account is funded and every account of the bank opens with a balance on its normal side; after that one
 * posting in five touches the account before the last, ten in all the last one, and the others are between customers
 * (about half) or between a customer and an account of the bank. One in a hundred counts from an earlier date than the
 * one it is booked on.
 * @param journals how many, more than there are accounts
 */
export function planJournals(journals: number): readonly string[] {
  return [drawing, accounts, days, plan(journals), 'ANALYZE bench_plan'];
}

const drawing = `
  CREATE FUNCTION bench_draw(n bigint, purpose bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  $$ SELECT (hashint8extended(n, purpose) & 9223372036854775807) % below $$`;

/** Customers are numbered from 0 up, accounts of the bank from -1 down. */
const accounts = `
  CREATE UNLOGGED TABLE bench_account AS
  SELECT row_number() OVER (ORDER BY number) - 1 AS no, id, ledger_account, false AS is_debit
  FROM books.account WHERE customer_id IS NOT NULL
  UNION ALL
  SELECT -row_number() OVER (ORDER BY number), a.id, a.ledger_account, l.normal_side = 'debit'
  FROM books.account a JOIN books.ledger_account l ON l.code = a.ledger_account
  WHERE a.customer_id IS NULL AND a.status = 'open' AND l.class <> 'Memo'`;

const days = `
  CREATE UNLOGGED TABLE bench_day AS
  SELECT row_number() OVER (ORDER BY day) AS no, day::date AS business_date
  FROM generate_series('${openedOn}'::timestamp, '${standAt}'::timestamp - interval '1 day', '1 day') day
  WHERE extract(isodow FROM day) < 6`;

const plan = (journals: number): string => `
  CREATE UNLOGGED TABLE bench_plan AS
  WITH size AS (
    SELECT count(*) FILTER (WHERE no >= 0) AS customers, count(*) FILTER (WHERE no < 0) AS houses,
      count(*) AS openings, ${journals} - count(*) AS rest, (SELECT count(*) FROM bench_day) AS days
    FROM bench_account
  ), drawn AS (
    SELECT n, n <= openings AS funding, n > customers AND n <= openings AS of_house,
      CASE
        WHEN n <= customers THEN n - 1
        WHEN n <= openings THEN customers - n
        WHEN (n - openings) % (rest / 10) = 0 THEN customers - 1
        WHEN bench_draw(n, 1, 1000) < 210 THEN customers - 2
        ELSE bench_draw(n, 4, customers - 2)
      END AS first,
      CASE
        WHEN n <= openings THEN (SELECT no FROM bench_account WHERE ledger_account = '1010')
        WHEN bench_draw(n, 1, 1000) >= 700 THEN -1 - bench_draw(n, 5, houses)
        ELSE bench_draw(n, 5, customers - 2)
      END AS second,
      CASE WHEN n <= openings THEN 1 + n::float / (openings + 1)
        ELSE 2 + (n - openings - 1)::float * (days - 1) / rest END AS moment,
      customers
    FROM size CROSS JOIN generate_series(1::bigint, ${journals}) n
  ), paired AS (
    SELECT n, first, moment, funding,
      CASE WHEN of_house THEN (SELECT is_debit FROM bench_account WHERE no = first)
        ELSE NOT funding AND bench_draw(n, 2, 2) = 0 END AS outwards,
      -- Nobody pays itself: the next but one is another customer, and neither of the two special ones.
      CASE WHEN second <> first THEN second WHEN of_house THEN first - 1 ELSE (first + 1) % (customers - 2) END AS second,
      CASE WHEN NOT funding THEN 1 + bench_draw(n, 3, 10000) WHEN of_house THEN 5000000000
        WHEN first = customers - 2 THEN 100000000000
        WHEN (first + 1) % 100 = 0 THEN 10000 ELSE 5000000 END AS minor
    FROM drawn
  )
  SELECT n AS sequence, p.minor, day.business_date,
    CASE WHEN NOT funding AND bench_draw(n, 6, 100) = 0 THEN day.business_date - 1 - bench_draw(n, 7, 30)::int
      ELSE day.business_date END AS value_date,
    date_trunc('milliseconds', (day.business_date + interval '8 hours' + (moment - floor(moment)) * interval '10 hours')
      AT TIME ZONE 'UTC') AS recorded_at,
    CASE WHEN outwards THEN one.id ELSE other.id END AS debit,
    CASE WHEN outwards THEN one.ledger_account ELSE other.ledger_account END AS debit_ledger,
    CASE WHEN outwards THEN other.id ELSE one.id END AS credit,
    CASE WHEN outwards THEN other.ledger_account ELSE one.ledger_account END AS credit_ledger
  FROM paired p
  JOIN bench_day day ON day.no = floor(moment)
  JOIN bench_account one ON one.no = p.first
  JOIN bench_account other ON other.no = p.second`;
