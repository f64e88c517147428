import type { ApprovalView } from '../../../functions/contract/approvals.ts';
import type { ChipTone } from '../../ui/chip.tsx';

export const kindWords: Readonly<Record<ApprovalView['kind'], string>> = {
  journal: 'Journal',
  'account-limits': 'Limits of an account',
  'user-rights': 'Rights of a user',
};

export const stateWords: Readonly<Record<ApprovalView['state'], { label: string; tone: ChipTone }>> = {
  pending: { label: 'Waiting', tone: 'waiting' },
  approved: { label: 'Approved', tone: 'good' },
  rejected: { label: 'Rejected', tone: 'failed' },
  withdrawn: { label: 'Withdrawn', tone: 'waiting' },
  expired: { label: 'Expired', tone: 'failed' },
};
