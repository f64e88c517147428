import { beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { wholeBooks } from '../../local/testing/books.ts';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();

beforeAll(async () => {
  const { app } = database();
  const { alice } = await openBank(database().operator);
  await post(app, aCashDeposit(alice.accountId, 1_000n));
});

const attacks = ['journal', 'entry', 'hold_event', 'account_movement', 'closed_day'].flatMap((table) => [
  `UPDATE books.${table} SET business_date = DEFAULT`,
  // No row is hit: the refusal may not depend on it.
  `DELETE FROM books.${table} WHERE false`,
  `DELETE FROM books.${table}`,
  `TRUNCATE books.${table}`,
  `TRUNCATE books.${table} CASCADE`,
]);
const more = [
  // Not even rows that add up: what no posting has checked does not come in.
  'INSERT INTO books.entry SELECT * FROM books.entry',
  'MERGE INTO books.entry e USING books.entry s ON e.account_id = s.account_id WHEN MATCHED THEN DELETE',
  `INSERT INTO books.closed_day SELECT * FROM books.closed_day ON CONFLICT (business_date) DO UPDATE SET last_sequence = 0`,
  'DELETE FROM books.journal_batch',
  'UPDATE books.journal_batch_item SET message = NULL',
  'DELETE FROM books.hold',
  'DELETE FROM books.value_shift',
  'DELETE FROM books.account',
  'TRUNCATE books.account CASCADE',
  'DELETE FROM books.ledger_account',
  'DELETE FROM books.balance',
  'UPDATE books.deposit_terms SET maintenance_fee_minor = 0',
  'UPDATE books.deposit_rate SET rate_ppm = 1',
  'UPDATE books.interest_day SET numerator = 1',
  'DELETE FROM books.interest_credit',
  'DELETE FROM books.interest_position',
  'DELETE FROM books.interest_ledger',
  'DELETE FROM books.certificate',
  'UPDATE books.certificate_term SET rate_ppm = 0',
  'DELETE FROM books.certificate_withdrawal',
  "UPDATE books.fee_decision SET outcome = 'waived'",
  'DELETE FROM books.withholding_change',
  'DELETE FROM books.overdraft_position',
  ...['account_movement', 'ledger_movement', 'business_date', 'period'].flatMap((table) => [
    `DELETE FROM books.${table} WHERE false`,
    `DELETE FROM books.${table}`,
    `TRUNCATE books.${table}`,
  ]),
];

describe('The owner of the books is refused', () => {
  it.each([...attacks, ...more])('%s', async (statement) => {
    const { owner } = database();
    const before = await wholeBooks(owner);
    expect((await refusalOf(owner.query(statement))).sqlState).toBe('LB010');
    expect(await wholeBooks(owner)).toEqual(before);
  });
});

describe('Even a superuser who switches triggers off for the session', () => {
  it('is refused', async () => {
    const pool = new Pool(database().adminConnection);
    try {
      await pool.query("SET session_replication_role = 'replica'");
      const client = await pool.connect();
      await client.query("SET session_replication_role = 'replica'");
      for (const statement of [
        'DELETE FROM books.entry',
        'INSERT INTO books.entry SELECT * FROM books.entry',
      ])
        expect((await refusalOf(client.query(statement))).sqlState).toBe('LB010');
      client.release();
    } finally {
      await pool.end();
    }
  });
});

const insufficientPrivilege = '42501';

describe('The role of the functions has no right to', () => {
  it.each([...attacks, ...more])('%s', async (statement) => {
    expect((await refusalOf(database().app.query(statement))).sqlState).toBe(insufficientPrivilege);
  });

  it.each([
    'SELECT * FROM books.entry',
    'SELECT * FROM ops.outbox',
    'SELECT * FROM ops.migration',
    'SELECT books.uuid_v7()',
    'INSERT INTO bank.customer (id) VALUES (gen_random_uuid())',
    "UPDATE bank.business_date SET business_date = '2030-01-01'",
    'DELETE FROM bank.customer_identity',
    'DELETE FROM ops.report_run',
    'CREATE TABLE public.mine (id int)',
    'CREATE TABLE bank.mine (id int)',
    'SET ROLE bank_owner',
    'SET ROLE bank_operator',
    'UPDATE books.balance SET balance_minor = 0',
    'UPDATE books.ledger_movement SET debit_minor = 0',
    "SELECT bank.open_books('2026-01-15')",
    "SELECT bank.roll_business_date('2026-01-16')",
    "SELECT books.set_period_state('2026-01-01', 'SOFT_CLOSED')",
    "SELECT bank.open_customer('{}')",
    "SELECT bank.open_account('{}')",
    'SELECT bank.close_account(gen_random_uuid())',
    "SELECT bank.link_identity('pool', 'sub', gen_random_uuid())",
  ])('%s', async (statement) => {
    expect((await refusalOf(database().app.query(statement))).sqlState).toBe(insufficientPrivilege);
  });

  it('more than to read views and run functions', async () => {
    const { rows } = await database().app.query<{ name: string; privileges: string }>(
      `SELECT table_schema || '.' || table_name AS name, string_agg(privilege_type, ' ' ORDER BY privilege_type) AS privileges
       FROM information_schema.role_table_grants WHERE grantee = 'bank_app' GROUP BY 1 ORDER BY 1`,
    );
    const views = rows.filter(({ name }) => name.startsWith('bank.'));
    expect(new Set(views.map(({ privileges }) => privileges))).toEqual(new Set(['SELECT']));
    expect(rows.filter(({ name }) => !name.startsWith('bank.'))).toEqual([]);
  });

  it('and of the functions only those of posting, reporting and the outbox', async () => {
    expect(await functionsOf('bank_app')).toEqual([
      'account_interest',
      'account_statement',
      'add_data_key',
      'amend_report',
      'approval_effect',
      'balance_as_of',
      'change_standing_order',
      'close_drawer',
      'customer_year',
      'day_steps',
      'decide_approval',
      'decide_period_change',
      'deposit_check',
      'deposit_products',
      'deposited_before',
      'file_report',
      'find_personal',
      'interest_tie_out',
      'journal_after_report',
      'journal_proof',
      'keep_report_file',
      'knows_payee',
      'mark_outbox_sent',
      'month_reconciliations',
      'note_carried_out',
      'open_certificate',
      'open_drawer',
      'originate_loan',
      'pay_loan',
      'payee_years',
      'place_holds',
      'post_ach_returns',
      'post_journal_batch',
      'post_journals',
      'post_pair',
      'preview_journals',
      'preview_loan',
      'preview_loan_payment',
      'read_loan',
      'read_notices',
      'reconcile_month',
      'release_holds',
      'report_facts',
      'report_ledger',
      'report_overdrafts',
      'request_approval',
      'request_period_change',
      'restore_loan_accrual',
      'return_check',
      'return_report',
      'reverse_loan_payment',
      'review_report',
      'run_day_step',
      'seal_block',
      'set_standing_order',
      'statement',
      'statement_accounts',
      'statement_months',
      'store_personal',
      'store_report',
      'take_outbox',
      'tax_corrections',
      'trial_balance',
      'unkept_reports',
      'velocity_limits',
      'withdraw_certificate',
      'year_closing',
    ]);
  });

  it('and every function it may run is hardened: owner’s rights only with a fixed search path', async () => {
    const { rows } = await database().owner.query(
      `SELECT p.proname FROM pg_proc p
       WHERE p.pronamespace = 'bank'::regnamespace
         AND (NOT p.prosecdef OR NOT 'search_path=pg_catalog, pg_temp' = ANY (coalesce(p.proconfig, '{}')))`,
    );
    expect(rows).toEqual([]);
  });
});

describe('The role of the console', () => {
  it('runs every function but those of the outbox, and reads the views', async () => {
    expect(await functionsOf('bank_operator')).toEqual([
      'account_interest',
      'account_statement',
      'add_data_key',
      'adopt_certificate',
      'approval_effect',
      'balance_as_of',
      'carry_in_interest',
      'change_standing_order',
      'close_account',
      'close_drawer',
      'customer_year',
      'day_steps',
      'decide_approval',
      'decide_period_change',
      'deposit_check',
      'deposit_products',
      'deposited_before',
      'find_personal',
      'interest_tie_out',
      'journal_proof',
      'knows_payee',
      'link_identity',
      'month_reconciliations',
      'note_carried_out',
      'open_account',
      'open_books',
      'open_certificate',
      'open_customer',
      'open_drawer',
      'originate_loan',
      'pay_interest',
      'pay_loan',
      'payee_years',
      'place_holds',
      'post_ach_returns',
      'post_journal_batch',
      'post_journals',
      'post_pair',
      'preview_journals',
      'preview_loan',
      'preview_loan_payment',
      'read_loan',
      'read_notices',
      'reconcile_month',
      'release_holds',
      'report_facts',
      'report_ledger',
      'report_overdrafts',
      'request_approval',
      'request_period_change',
      'restore_loan_accrual',
      'return_check',
      'reverse_loan_payment',
      'roll_business_date',
      'run_day_step',
      'schedule_journals',
      'seal_block',
      'set_account_limits',
      'set_account_mode',
      'set_backup_withholding',
      'set_standing_order',
      'statement',
      'statement_accounts',
      'statement_months',
      'store_personal',
      'store_report',
      'tax_corrections',
      'trial_balance',
      'unkept_reports',
      'velocity_limits',
      'verify_blocks',
      'verify_books',
      'withdraw_certificate',
      'year_closing',
    ]);
    await expect(database().operator.query('SELECT FROM bank.account')).resolves.toBeDefined();
  });

  it.each([...attacks, ...more, 'SELECT * FROM ops.report_run'])('has no right to %s', async (statement) => {
    expect((await refusalOf(database().operator.query(statement))).sqlState).toBe(insufficientPrivilege);
  });

  it('is nobody else’s: a login without grants may run nothing', async () => {
    const { rows } = await database().owner.query(
      `SELECT p.proname FROM pg_proc p, aclexplode(p.proacl) a
       WHERE p.pronamespace IN ('bank'::regnamespace, 'books'::regnamespace) AND a.grantee = 0`,
    );
    expect(rows).toEqual([]);
  });
});

async function functionsOf(role: string): Promise<string[]> {
  const { rows } = await database().owner.query<{ name: string }>(
    `SELECT proname AS name FROM pg_proc
     WHERE pronamespace = 'bank'::regnamespace AND has_function_privilege($1, oid, 'EXECUTE') ORDER BY 1`,
    [role],
  );
  return rows.map(({ name }) => name);
}
