import type { SignInView } from '../../../functions/contract/sign-ins.ts';
import { formatInstant } from '../../ui/format.ts';
import type { Column } from '../../ui/table.tsx';

const ways: Readonly<Record<SignInView['way'], string>> = {
  password: 'Password',
  directory: 'Bank directory',
  amazon: 'Login with Amazon',
};
const sites: Readonly<Record<SignInView['sites'][number], string>> = {
  bank: 'Main site',
  classic: 'Classic site',
};

export const wayName = (way: SignInView['way']): string => ways[way];

/** What is told of a sign-in, to its owner and to staff. */
export const signInColumns: readonly Column<SignInView>[] = [
  { title: 'Browser', heads: true, cell: ({ device }) => device },
  { title: 'Way in', cell: ({ way }) => ways[way] },
  { title: 'Where', cell: (signIn) => signIn.sites.map((site) => sites[site]).join(', ') },
  { title: 'Since', cell: ({ signedInAt }) => formatInstant(signedInAt) },
  { title: 'Last used', cell: ({ lastSeenAt }) => formatInstant(lastSeenAt) },
];
