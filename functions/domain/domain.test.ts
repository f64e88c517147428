import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BankError, errorCodeOfSqlState, errorDefinitions, isErrorCode } from './errors.ts';
import { publicId, uuidOf } from './ids.ts';
import * as templates from './journal-templates.ts';
import { formatMinor, parseDecimal, usd } from './money.ts';
import { allows, permissions, roles } from './permissions.ts';
import { periodOf, reportOfTick, type ReportKind } from './report.ts';
import { idleLimitMs, isOver, sessionEnd, sessionLimits, type Session } from './session.ts';

describe('money', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (minor) => {
        expect(parseDecimal(formatMinor(minor).replaceAll(',', ''))).toBe(minor);
      }),
    );
  });
  it.each([
    ['1', 100n],
    ['1.5', 150n],
    ['-0.05', -5n],
    ['1234.50', 123450n],
  ])('reads %s', (text, minor) => {
    expect(parseDecimal(text)).toBe(minor);
  });
  it.each(['', '1,5', '1.005', '1e3', ' 1', '٣', '--1'])('refuses "%s"', (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError);
  });
});

describe('journal templates', () => {
  const drafts = [
    templates.cashDeposit('a', usd(5n)),
    templates.transferReceived('a', usd(5n)),
    templates.transferSent('a', usd(5n)),
    templates.cashWithdrawal('a', usd(5n)),
    templates.cashWithdrawal('a', usd(5n), 'atm'),
    templates.internalTransfer('a', 'b', usd(5n)),
    templates.serviceCharge('a', usd(5n)),
    templates.overdraftInterest('a', usd(5n)),
    templates.interestCapitalised('a', usd(5n)),
    templates.interestCreditedLessTax('a', usd(5n), usd(1n)),
  ];
  it.each(drafts.map((draft) => [`${draft.template} ${draft.description}`, draft] as const))(
    '%s balances',
    (_name, { entries }) => {
      expect(entries.reduce((sum, { minor }) => sum + minor, 0n)).toBe(0n);
      expect(entries.some((entry) => 'account' in entry)).toBe(true);
    },
  );
});

describe('ids', () => {
  const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
  it('carry their kind', () => {
    expect(uuidOf('account', publicId('account', uuid))).toBe(uuid);
    expect(uuidOf('customer', publicId('account', uuid))).toBeUndefined();
    expect(uuidOf('account', `acc_${uuid.toUpperCase()}`)).toBeUndefined();
  });
});

describe('errors', () => {
  it('have one SQLSTATE each, and know their code by it', () => {
    for (const [code, definition] of Object.entries(errorDefinitions)) {
      if ('sqlState' in definition) expect(errorCodeOfSqlState(definition.sqlState)).toBe(code);
    }
    expect(errorCodeOfSqlState('23505')).toBeUndefined();
    expect([isErrorCode('forbidden'), isErrorCode('toString')]).toEqual([true, false]);
    expect(new BankError('forbidden').message).toBe(errorDefinitions.forbidden.title);
  });
});

describe('permissions', () => {
  it('give nobody but the public ones without a role', () => {
    expect(permissions.filter((permission) => allows([], permission))).toEqual(['public']);
  });
  it('let the auditor write nothing', () => {
    for (const permission of permissions.filter((each) => /create|post|request/.test(each)))
      expect(allows(['auditor'], permission)).toBe(false);
  });
  it('let every role see its session', () => {
    for (const role of roles) expect(allows([role], 'session:own')).toBe(true);
  });
});

describe('periods', () => {
  it.each<[ReportKind, string, string, string]>([
    ['day', '2026-09-30', '2026-09-30', '2026-09-30'],
    ['month', '2024-02', '2024-02-01', '2024-02-29'],
    ['month', '1900-02', '1900-02-01', '1900-02-28'],
    ['quarter', '2026Q3', '2026-07-01', '2026-09-30'],
    ['quarter', '2026Q2', '2026-04-01', '2026-06-30'],
    ['year', '2026', '2026-01-01', '2026-12-31'],
  ])('a %s %s lasts from %s to %s', (kind, period, from, to) => {
    expect(periodOf({ kind, period })).toEqual({ from, to });
  });
  it.each<[ReportKind, string]>([
    ['quarter', '2026Q5'],
    ['month', '2026-13'],
    ['month', '2026-00'],
    ['year', '26'],
    ['day', 'today'],
    ['day', '2026-02-29'],
    ['day', '2026-13-01'],
    ['quarter', '0000Q1'],
    ['year', '1899'],
    ['month', '3000-01'],
  ])('a %s can’t be called %s', (kind, period) => {
    expect(() => periodOf({ kind, period })).toThrow(RangeError);
  });
  it.each<[ReportKind, string, string]>([
    ['day', '2026-10-02', '2026-10-01'],
    ['day', '2026-01-01', '2025-12-31'],
    ['day', '2026-03-01', '2026-02-28'],
    ['month', '2026-01-01', '2025-12'],
    ['month', '2026-10-01', '2026-09'],
    ['quarter', '2026-01-01', '2025Q4'],
    ['quarter', '2026-10-01', '2026Q3'],
    ['year', '2026-01-01', '2025'],
  ])('a tick of the %s on %s asks for %s', (kind, today, period) => {
    expect(reportOfTick(kind, today)).toEqual({ kind, period });
  });
});

describe('a session', () => {
  const session = (held: Session['principal']['roles'], lastSeenAt: number): Session => ({
    id: 's',
    family: 'f',
    site: 'bank',
    device: 'A browser',
    way: 'password',
    methods: ['pwd'],
    authenticatedAt: 0,
    grant: null,
    rolesVersion: 1,
    provenUntil: null,
    ending: null,
    begunAt: 0,
    createdAt: 0,
    lastSeenAt,
    absoluteEnd: sessionLimits.absoluteMs,
    principal: { issuer: 'i', subject: 's', userName: 'u', displayName: 'U', roles: held, customerId: null },
  });
  it('ends at the idle or the absolute limit, whichever comes first', () => {
    expect(sessionEnd(session(['customer'], 0))).toBe(sessionLimits.customerIdleMs);
    expect(sessionEnd(session(['customer'], sessionLimits.absoluteMs - 1))).toBe(sessionLimits.absoluteMs);
    expect([
      isOver(session(['teller'], 0), sessionLimits.staffIdleMs - 1),
      isOver(session(['teller'], 0), sessionLimits.staffIdleMs),
    ]).toEqual([false, true]);
  });
  it('is a staff session as soon as one role is', () => {
    expect(idleLimitMs(session(['customer', 'teller'], 0).principal)).toBe(sessionLimits.staffIdleMs);
  });
});
