import type { CheckDepositView } from '../../contract/checks.ts';
import { publicId } from '../../domain/ids.ts';
import {
  depositCheck,
  readCheckDeposit,
  returnCheck,
  type CheckPorts,
  type CheckReceipt,
} from '../../services/deposit-check.ts';
import type { WriteOutcome } from '../../services/ports/payments.ts';
import { idempotentOf, principalOf, replayedHeader, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { moneyOf } from './journal-input.ts';
import { moneyView } from './present.ts';

function checkView({ check, reference, balanceAfterMinor }: CheckReceipt): CheckDepositView {
  const { returned, amount } = check;
  return {
    journalId: publicId('journal', check.journalId),
    kind: check.kind,
    accountId: publicId('account', check.accountId),
    accountNumber: check.accountNumber,
    amount: moneyView(amount.minor, amount.currency),
    reference,
    businessDate: check.businessDate,
    recordedAt: check.recordedAt,
    balanceAfter: moneyView(balanceAfterMinor, amount.currency),
    availability: check.parts.map(({ minor, ...part }) => ({
      ...part,
      amount: moneyView(minor, amount.currency),
    })),
    collectedOn: check.collectedOn,
    returned: returned && { ...returned, journalId: publicId('journal', returned.journalId) },
  };
}

function done(receipt: CheckReceipt & Pick<WriteOutcome, 'outcome'>): {
  body: CheckDepositView;
  headers: Record<string, string>;
} {
  const body = checkView(receipt);
  const location = `/api/v1/check-deposits/${body.journalId}`;
  return { body, headers: { ...replayedHeader(receipt.outcome), location } };
}

export function checkOperations(
  ports: CheckPorts,
): Operations<'depositCheck' | 'getCheckDeposit' | 'returnCheck'> {
  return {
    async depositCheck({ body, state }) {
      const accountId = innerId('account', body.accountId);
      const { kind, reference } = body;
      const command = { accountId, amount: moneyOf(body.amount), kind, reference };
      return done(await depositCheck(ports, principalOf(state), { command, request: idempotentOf(state) }));
    },
    async getCheckDeposit({ params }) {
      return { body: checkView(await readCheckDeposit(ports, innerId('journal', params.journalId))) };
    },
    async returnCheck({ params, body, state }) {
      const asked = { journalId: innerId('journal', params.journalId), reason: body.reason };
      return done(await returnCheck(ports, principalOf(state), { ...asked, request: idempotentOf(state) }));
    },
  };
}
