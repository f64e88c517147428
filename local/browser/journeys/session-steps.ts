import type { Page } from 'playwright-core';
import { endSessionIn } from './leave-at-the-end.ts';
import type { Stage } from './stage.ts';

/** Ends the session of a window behind its back, as an idle limit would: at the API, with the same cookie. */
export async function endSessionOf(page: Page, { bank }: Stage): Promise<void> {
  const ended = await endSessionIn(page.context(), bank().origin('bank'));
  if (ended === 0) throw new Error('This window has no session to end.');
}
