import type { ApprovalView } from '../../contract/approvals.ts';
import type { Approval, ApprovalWish } from '../../domain/approval.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import { allows } from '../../domain/permissions.ts';
import {
  decideApproval,
  readApproval,
  rightsEffect,
  userOf,
  type ApprovalPorts,
} from '../../services/approvals.ts';
import type { EventLog, Ids, LogItem } from '../../services/ports.ts';
import { idempotentOf, principalOf, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { innerId } from './identify.ts';
import { journalOf } from './journal-input.ts';

export interface ApprovalOperationPorts extends ApprovalPorts {
  readonly ids: Ids;
  readonly log: EventLog;
}

function approvalView(approval: Approval): ApprovalView {
  const { kind, subject, reason, requestedBy, requestedOn, expiresOn, state } = approval;
  const { decidedBy, decidedOn, note, carriedOut, journalId } = approval;
  return {
    id: publicId('approval', approval.id),
    ...{ kind, subject, reason, requestedBy, requestedOn, expiresOn, state },
    effect: approval.effect.map((line) => ({ ...line })),
    ...{ decidedBy, decidedOn, note, carriedOut },
    journalId: journalId === null ? null : publicId('journal', journalId),
  };
}

/** In the security log: which approval it was is found by the trace. */
function eventOf({ traceId, operationId, principal }: RequestState, { state }: Approval): LogItem {
  const subject = principal?.subject ?? null;
  return { kind: 'approval', traceId, operation: operationId, status: 200, code: state, subject };
}

interface Asked {
  readonly subject: string;
  readonly reason: string;
  readonly wish: ApprovalWish;
  readonly state: RequestState;
}

async function ask(
  { approvals, ids }: ApprovalOperationPorts,
  { state, ...asked }: Asked,
): Promise<{ body: ApprovalView; headers: Record<string, string> }> {
  const { key, requestHash } = idempotentOf(state);
  const actor = principalOf(state).userName;
  const body = approvalView(await approvals.request({ id: ids.next(), key, requestHash, actor, ...asked }));
  return { body, headers: { location: `/api/v1/approvals/${body.id}` } };
}

/** What one person asks for and another approves. */
export function approvalOperations(
  ports: ApprovalOperationPorts,
): Operations<
  | 'requestJournalApproval'
  | 'requestLimitsChange'
  | 'requestUserChange'
  | 'listApprovals'
  | 'getApproval'
  | 'decideApproval'
> {
  return {
    ...askingOperations(ports),
    async listApprovals({ query }) {
      return { body: { items: (await ports.approvals.approvals(query.which)).map(approvalView) } };
    },
    async getApproval({ params }) {
      const { approval, now, refusal } = await readApproval(ports, innerId('approval', params.approvalId));
      const lines = now === null ? null : now.map((line) => ({ ...line }));
      return { body: { approval: approvalView(approval), now: lines, refusal } };
    },
    async decideApproval({ params, body, state }) {
      const principal = principalOf(state);
      // Whoever could ask may withdraw what they asked for; deciding is a permission of its own.
      if (body.decision !== 'withdrawn' && !allows(principal.roles, 'approval:decide'))
        throw new BankError('forbidden', 'Your role does not include approving.');
      const approval = innerId('approval', params.approvalId);
      const { subject, userName: actor } = principal;
      const by = { subject, traceId: state.traceId };
      const decided = await decideApproval(ports, { approval, ...body, actor }, by);
      await ports.log.append(eventOf(state, decided));
      return { body: approvalView(decided) };
    },
  };
}

function askingOperations(
  ports: ApprovalOperationPorts,
): Operations<'requestJournalApproval' | 'requestLimitsChange' | 'requestUserChange'> {
  return {
    requestJournalApproval: ({ body: { reason, journal }, state }) =>
      ask(ports, {
        subject: journal.description,
        reason,
        wish: { kind: 'journal', payload: journalOf(journal) },
        state,
      }),
    requestLimitsChange: ({ body: { reason, accountId, ...limits }, state }) =>
      ask(ports, {
        subject: accountId,
        reason,
        wish: { kind: 'account-limits', payload: { account: innerId('account', accountId), ...limits } },
        state,
      }),
    async requestUserChange({ body: { reason, ...rights }, state }) {
      const effect = rightsEffect(await userOf(ports.users, rights.userName), rights);
      return ask(ports, {
        subject: rights.userName,
        reason,
        wish: { kind: 'user-rights', payload: rights, effect },
        state,
      });
    },
  };
}
