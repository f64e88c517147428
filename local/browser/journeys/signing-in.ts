import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { totpCode, totpStep } from '../../aws/cognito/totp.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, link, placeOf, settle, signInHere, statusOf } from './steps.ts';

/** Signs in at a provider, whose page stands in the window. */
async function signInOutside(page: Page, { bank }: Stage, userName: string): Promise<void> {
  await page.waitForURL(/idp\.localhost/);
  await fillIn(page, { 'User name': userName, Password: bank().password });
  await button(page, 'Sign in').click();
  await page.waitForURL((url) => !url.hostname.startsWith('idp'));
  await settle(page);
}

/** The ways in beside the password, and what a session can do about other sessions. */
export function signingInJourneys(stage: Stage): void {
  describe('the ways in', () => {
    outsideJourneys(stage);
    authenticatorJourney(stage);
  });
  describe('a session', () => {
    sessionJourneys(stage);
  });
}

function outsideJourneys(stage: Stage): void {
  it('lead staff through the directory of the bank, from a deep link and back to it', async () => {
    const page = await stage.newWindow();
    await stage.open(page, '/customers?q=alice');
    await link(page, 'Staff: sign in at the directory of the bank').click();
    await signInOutside(page, stage, 'tess');
    await arriveAt(page, 'Customers');
    expect(placeOf(page)).toBe('/customers?q=alice');
    await button(page, 'Sign out').click();
    await arriveAt(page, 'Sign in');
    expect(await statusOf(page)).toBe(401);
    // The next one at this counter is asked, too, and is somebody else.
    await link(page, 'Staff: sign in at the directory of the bank').click();
    await signInOutside(page, stage, 'arno');
    expect(await page.locator('.lb-who').innerText()).toContain('Arno Abelson');
    await page.context().close();
  });

  it('lead a customer in by an account that they have linked, and nobody by another', async () => {
    const carla = await stage.newWindowOf('carla');
    await stage.open(carla, '/ways-to-sign-in');
    await button(carla, 'Add Login with Amazon').click();
    await signInOutside(carla, stage, 'carla');
    await arriveAt(carla, 'Ways to sign in');
    expect(await factOf(carla, 'Login with Amazon')).toBe('Added');

    const page = await stage.newWindow();
    await stage.open(page, '/payments');
    await link(page, 'Login with Amazon').click();
    await signInOutside(page, stage, 'carla');
    expect(placeOf(page)).toBe('/payments');
    expect(await page.locator('.lb-who').innerText()).toContain('Carla');
    await page.context().close();

    const stranger = await stage.newWindow();
    await stage.open(stranger, '/sign-in');
    await link(stranger, 'Login with Amazon').click();
    await signInOutside(stranger, stage, 'zoe');
    await stranger.getByRole('alert').getByText('That account is not a way into the bank').waitFor();
    await stranger.context().close();

    await stage.open(carla, '/ways-to-sign-in');
    await button(carla, 'Remove Login with Amazon').click();
    await carla.getByRole('status').getByText('The account is no way to sign in any more').waitFor();
    await carla.context().close();
  });
}

function authenticatorJourney(stage: Stage): void {
  it('ask for the code of an authenticator where one is set up', async () => {
    const page = await stage.newWindowOf('carla');
    await stage.open(page, '/ways-to-sign-in');
    await fillIn(page, { 'Your password': stage.bank().password });
    await button(page, 'Set it up').click();
    await button(page, 'Switch it on').waitFor();
    const secret = await factOf(page, 'Key');
    const step = totpStep(new Date());
    await fillIn(page, { Code: totpCode(secret, step) });
    await button(page, 'Switch it on').click();
    await page.getByRole('status').getByText('asked for when you sign in with your password').waitFor();

    const other = await stage.newWindow();
    await stage.open(other, '/messages');
    await fillIn(other, { 'User name': 'carla', Password: stage.bank().password });
    await button(other, 'Sign in').click();
    await fillIn(other, { 'Code of your authenticator': totpCode(secret, step + 1) });
    await button(other, 'Sign in').click();
    await arriveAt(other, 'Messages');
    await other.context().close();

    await stage.open(page, '/ways-to-sign-in');
    await button(page, 'Remove the authenticator').click();
    await page.getByRole('status').getByText('No authenticator is asked for').waitFor();
    await page.context().close();
  });
}

function sessionJourneys(stage: Stage): void {
  it('is ended from another browser, and says so', async () => {
    const [page, other] = [await stage.newWindowOf('carla'), await stage.newWindowOf('carla')];
    await stage.open(other, '/sessions');
    await button(other, 'End all others').click();
    await other.getByRole('status').getByText('That sign-in has ended').waitFor();
    stage.forget('carla');
    await link(page, 'Accounts').click();
    await arriveAt(page, 'Sign in');
    await page.getByRole('status').getByText('It was ended from elsewhere').waitFor();
    await signInHere(page, 'carla', stage.bank().password);
    await page.context().close();
    await other.context().close();
  });

  it('goes on at the same page of the other site', async () => {
    const page = await stage.newWindowOf('carla');
    await stage.open(page, '/messages');
    const there = stage.bank().origin(stage.otherSite);
    await button(page, 'Open this page on our other site').click();
    // A window of the classic site runs no scripts, so of the other site it has the address and the session alone.
    await page.waitForURL(`${there}/messages`);
    const cookies = await page.context().cookies(there);
    expect(cookies.map(({ name }) => name)).toContain('__Host-bank_sid');
    await page.context().close();
  });
}
