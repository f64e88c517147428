import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import {
  approvalKinds,
  approvalStates,
  type AccountLimits,
  type Approval,
  type ApprovalWish,
} from '../../domain/approval.ts';
import { roles } from '../../domain/permissions.ts';
import type { ApprovalBooks } from '../../services/ports/approvals.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { journalJson, posting } from './ledger.ts';

const mostListed = 100;

const effect = z.array(z.object({ what: z.string(), before: z.string(), after: z.string() }));
const rights = z.object({
  userName: z.string(),
  subject: z.string(),
  roles: z.array(z.enum(roles)),
  enabled: z.boolean(),
});

const approvalRow = z
  .object({
    id: z.string(),
    kind: z.enum(approvalKinds),
    subject: z.string(),
    reason: z.string(),
    payload: z.unknown(),
    effect,
    requestedBy: z.string(),
    requestedOn: z.string(),
    expiresOn: z.string(),
    state: z.enum(approvalStates),
    decidedBy: z.string().nullable(),
    decidedOn: z.string().nullable(),
    note: z.string().nullable(),
    journalId: z.string().nullable(),
    carriedOut: z.boolean(),
  })
  .transform(({ payload, ...row }): Approval => ({
    ...row,
    userRights: row.kind === 'user-rights' ? rights.parse(payload) : null,
  }));

const payloadJson = (wish: ApprovalWish): object =>
  wish.kind === 'journal' ? journalJson({ id: '', ...wish.payload }) : wish.payload;

/** Approvals by the functions of the books, and as their view shows them. */
export function postgresApprovals(database: BooksDatabase): ApprovalBooks {
  return {
    approvals: (which) =>
      listed(database, which === 'pending' ? sql`state = 'pending'` : sql`state <> 'pending'`),
    async approval(id) {
      const [found] = await listed(database, sql`id = ${id}::uuid`);
      return found;
    },
    async effectNow(id) {
      const call = sql`SELECT bank.approval_effect(${id}::uuid)::text AS answer`;
      return effect.parse(jsonOf(await callFunction(database, call)));
    },
    request({ wish, ...request }) {
      const asked = {
        ...request,
        kind: wish.kind,
        payload: payloadJson(wish),
        ...(wish.kind === 'user-rights' ? { effect: wish.effect } : {}),
      };
      return changed(database, sql`bank.request_approval(${JSON.stringify(asked)}::jsonb)`);
    },
    decide: (decision) => changed(database, sql`bank.decide_approval(${JSON.stringify(decision)}::jsonb)`),
    limits: (accountId) => limitsOf(database, accountId),
    noteCarriedOut: (id) => changed(database, sql`bank.note_carried_out(${id}::uuid)`),
  };
}

async function changed(database: BooksDatabase, call: SQL): Promise<Approval> {
  return approvalRow.parse(jsonOf(await posting(database, sql`SELECT ${call}::text AS answer`)));
}

async function listed(database: BooksDatabase, where: SQL): Promise<Approval[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT json_build_object('id', id, 'kind', kind, 'subject', subject, 'reason', reason, 'payload', payload,
        'effect', effect, 'requestedBy', requested_name, 'requestedOn', requested_on, 'expiresOn', expires_on,
        'state', state, 'decidedBy', decided_name, 'decidedOn', decided_on, 'note', note, 'journalId', journal_id,
        'carriedOut', carried_out)::text AS approval
      FROM bank.approval WHERE ${where} ORDER BY requested_at DESC LIMIT ${mostListed}::integer`),
  );
  return rows.map(({ approval }) => approvalRow.parse(jsonOf(approval)));
}

const velocityRow = z.object({
  windowDays: z.coerce.number(),
  maxMinor: z.string().nullable(),
  maxCount: z.coerce.number().nullable(),
});
const limitsRow = z.object({ floorMinor: z.string().nullable(), overdraftMinor: z.string() });

async function limitsOf(database: BooksDatabase, account: string): Promise<AccountLimits | undefined> {
  const [row] = await reachable(
    database.rows(sql`
      SELECT floor_minor AS "floorMinor", overdraft_minor AS "overdraftMinor" FROM bank.account
      WHERE id = ${account}::uuid AND customer_id IS NOT NULL`),
  );
  if (row === undefined) return undefined;
  const velocity = await reachable(
    database.rows(sql`
      SELECT window_days AS "windowDays", max_minor AS "maxMinor", max_count AS "maxCount"
      FROM bank.velocity_limits(${account}::uuid)`),
  );
  return { account, ...limitsRow.parse(row), velocity: velocity.map((each) => velocityRow.parse(each)) };
}
