import type { CashReceiptView } from '../../contract/counter.ts';
import type { ReceiptView, TransferPreviewView } from '../../contract/transfers.ts';
import { publicId } from '../../domain/ids.ts';
import { postCash, type CashCommand, type CashReceipt } from '../../services/post-cash.ts';
import type { BooksReader } from '../../services/ports.ts';
import { findCashReceipt, readCashReceipt } from '../../services/read-cash-receipt.ts';
import { proveTransfer, type TransferProofPorts } from '../../services/prove-transfer.ts';
import { findTransfer, readTransfer, type TransferRead } from '../../services/read-transfer.ts';
import {
  previewTransfer,
  transferFunds,
  type TransferPorts,
  type TransferPreview,
  type TransferReceipt,
} from '../../services/transfer-funds.ts';
import {
  idempotentOf,
  principalOf,
  replayedHeader,
  type OperationRequest,
  type Operations,
} from '../operation.ts';
import type { Routes } from '../../contract/routes.ts';
import { innerId } from './identify.ts';
import { moneyOf } from './journal-input.ts';
import { moneyView } from './present.ts';
import { proofHolderOf } from './session-state.ts';

export interface MoneyOperationPorts extends TransferPorts, TransferProofPorts {
  readonly books: BooksReader;
}

/** A transfer as it was just made, or as it is read again. */
type ShownTransfer = Omit<TransferReceipt, 'posted'> & {
  readonly posted: Pick<TransferReceipt['posted'], 'id' | 'businessDate' | 'recordedAt'>;
};

const readAgain = (read: TransferRead): ShownTransfer => ({
  ...read,
  posted: read.journal,
  amount: { minor: read.amountMinor, currency: read.currency },
});

function receiptView(receipt: ShownTransfer): ReceiptView {
  const { posted, amount } = receipt;
  return {
    id: publicId('transfer', posted.id),
    status: 'posted',
    fromAccountId: publicId('account', receipt.fromAccountId),
    fromNumber: receipt.fromNumber,
    toAccountId: publicId('account', receipt.toAccountId),
    toNumber: receipt.toNumber,
    amount: moneyView(amount.minor, amount.currency),
    reference: receipt.reference,
    businessDate: posted.businessDate,
    recordedAt: posted.recordedAt,
    balanceAfter: moneyView(receipt.balanceAfterMinor, amount.currency),
  };
}

function previewView({ from, to, amount, ...preview }: TransferPreview): TransferPreviewView {
  return {
    status: 'previewed',
    previewToken: preview.token,
    fromAccountId: publicId('account', from.id),
    fromNumber: from.number,
    toNumber: to.number,
    toOwnAccount: preview.toOwnAccount,
    amount: moneyView(amount.minor, amount.currency),
    businessDate: preview.businessDate,
    balanceAfter: moneyView(preview.balanceAfterMinor, amount.currency),
  };
}

function cashReceiptView(receipt: CashReceipt): CashReceiptView {
  const { amount } = receipt;
  return {
    journalId: publicId('journal', receipt.journalId),
    kind: receipt.kind,
    accountId: publicId('account', receipt.accountId),
    accountNumber: receipt.accountNumber,
    amount: moneyView(amount.minor, amount.currency),
    reference: receipt.reference,
    businessDate: receipt.businessDate,
    recordedAt: receipt.recordedAt,
    balanceAfter: moneyView(receipt.balanceAfterMinor, amount.currency),
  };
}

type CashRequest = OperationRequest<Routes['depositCash']> | OperationRequest<Routes['withdrawCash']>;

async function cash(
  ports: MoneyOperationPorts,
  kind: CashCommand['kind'],
  { body, state }: CashRequest,
): Promise<{ body: CashReceiptView; headers: Record<string, string> }> {
  const command = {
    kind,
    accountId: innerId('account', body.accountId),
    amount: moneyOf(body.amount),
    reference: body.reference,
  };
  const receipt = await postCash(ports, principalOf(state), { command, request: idempotentOf(state) });
  const view = cashReceiptView(receipt);
  return {
    body: view,
    headers: { ...replayedHeader(receipt.outcome), location: `/api/v1/cash-receipts/${view.journalId}` },
  };
}

export function moneyOperations(
  ports: MoneyOperationPorts,
): Operations<
  | 'transferFunds'
  | 'findTransfer'
  | 'getTransfer'
  | 'depositCash'
  | 'withdrawCash'
  | 'findCashReceipt'
  | 'getCashReceipt'
> {
  return {
    async transferFunds({ body, state }) {
      const to = body.to.startsWith('acc_') ? innerId('account', body.to) : body.to;
      const fromAccountId = innerId('account', body.fromAccountId);
      const command = { fromAccountId, to, amount: moneyOf(body.amount), reference: body.reference };
      if (body.dryRun) {
        return { body: previewView(await previewTransfer(ports, principalOf(state), command)), status: 200 };
      }
      const principal = principalOf(state);
      const request = idempotentOf(state);
      const wasDone = async (): Promise<boolean> =>
        (await findTransfer(ports, principal, request.key)) !== undefined;
      const toProve = { principal, to, amountMinor: command.amount.minor, wasDone };
      await proveTransfer(ports, toProve, proofHolderOf(state));
      const receipt = await transferFunds(ports, principal, { command, request });
      const view = receiptView(receipt);
      return {
        body: view,
        headers: { ...replayedHeader(receipt.posted.outcome), location: `/api/v1/transfers/${view.id}` },
      };
    },
    async getTransfer({ params, state }) {
      const read = await readTransfer(ports, principalOf(state), innerId('transfer', params.transferId));
      return { body: receiptView(readAgain(read)) };
    },
    async findTransfer({ query, state }) {
      const read = await findTransfer(ports, principalOf(state), query.key);
      return { body: { items: read ? [receiptView(readAgain(read))] : [] } };
    },
    depositCash: (request) => cash(ports, 'deposit', request),
    withdrawCash: (request) => cash(ports, 'withdrawal', request),
    async findCashReceipt({ query, state }) {
      const receipt = await findCashReceipt(ports, principalOf(state), query.key);
      return { body: { items: receipt ? [cashReceiptView(receipt)] : [] } };
    },
    async getCashReceipt({ params }) {
      const receipt = await readCashReceipt(ports, innerId('journal', params.journalId));
      return { body: cashReceiptView(receipt) };
    },
  };
}
