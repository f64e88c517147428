import { describe, jest } from '@jest/globals';
import { useBrowser } from '../testing/use-browser.ts';
import { siteNames, useRunningBank } from '../testing/use-running-bank.ts';
import { accountJourneys } from './accounts.ts';
import { approvalJourneys } from './approvals.ts';
import { bookJourneys } from './books.ts';
import { counterJourneys } from './counter.ts';
import { documentJourneys } from './documents.ts';
import { framingJourneys } from './framing.ts';
import { freshnessJourneys } from './freshness.ts';
import { balanceJourneys, importJourneys } from './imports.ts';
import { keyboardJourneys } from './keyboard.ts';
import { loanJourneys } from './loans.ts';
import { outageJourneys } from './outage.ts';
import { payingOnceJourneys } from './paying-once.ts';
import { periodJourneys } from './periods.ts';
import { paymentJourneys } from './payments.ts';
import { personalDataJourneys } from './personal-data.ts';
import { queueJourneys } from './queues.ts';
import { reportJourneys } from './reports.ts';
import { roleJourneys } from './roles.ts';
import { sessionJourneys } from './sessions.ts';
import { signingInJourneys } from './signing-in.ts';
import { signOutJourneys } from './sign-out.ts';
import { type Backstage, stageOn } from './stage.ts';
import { staffProductJourneys } from './staff-products.ts';
import { transferJourneys } from './transfers.ts';

const features = [
  roleJourneys,
  accountJourneys,
  transferJourneys,
  payingOnceJourneys,
  paymentJourneys,
  loanJourneys,
  documentJourneys,
  freshnessJourneys,
  keyboardJourneys,
  counterJourneys,
  staffProductJourneys,
  bookJourneys,
  reportJourneys,
  queueJourneys,
  importJourneys,
  periodJourneys,
  approvalJourneys,
  personalDataJourneys,
  balanceJourneys,
  sessionJourneys,
  signingInJourneys,
  signOutJourneys,
  framingJourneys,
  // Last: after it everything has to work again, which the second site proves for the first.
  outageJourneys,
];

// A browser, two sites and ten processes on two cores: what fails once is told and tried once more; twice is a failure.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

// One bank for all: starting it takes longer than most journeys.
const browser = useBrowser();
const backstage: Backstage = { browser, bank: useRunningBank(), windows: new Map(), sessions: new Map() };

describe.each(siteNames)('on the site %s', (site) => {
  for (const journeys of features) journeys(stageOn(site, backstage));
});
