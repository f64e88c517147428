import * as z from 'zod';
import { ruleKinds } from '../../domain/reports/form.ts';
import { ruleOutcomes } from '../../domain/reports/rules.ts';
import type { ReportStatements } from '../../domain/reports/report-statements.ts';
import { boxNumbers } from '../../domain/reports/form-1099-int.ts';
import { interestSides } from '../../domain/reports/year-end.ts';
import { minorText } from './parse.ts';

const accountClass = z.enum(['Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo']);
const trialLine = z.object({
  code: z.string(),
  name: z.string(),
  class: accountClass,
  debitMinor: minorText,
  creditMinor: minorText,
});
const statementLine = z.object({
  // Not in versions from before lines had one.
  code: z.string().optional(),
  depth: z.number(),
  label: z.string(),
  amountMinor: minorText,
  isTotal: z.boolean(),
  beforeMinor: minorText.nullable().default(null),
  yearBeforeMinor: minorText.nullable().default(null),
});
const ledgerFigures = z.object({
  code: z.string(),
  name: z.string(),
  class: accountClass,
  decemberMinor: minorText,
  openingMinor: minorText,
  debitMinor: minorText,
  creditMinor: minorText,
  dailyMinor: minorText,
});
const scheduleLine = z.object({
  item: z.string(),
  code: z.string(),
  caption: z.string(),
  isTotal: z.boolean(),
  thousands: minorText,
  yearBefore: minorText.nullish(),
});
const ruleResult = z.object({
  id: z.string(),
  kind: z.enum(ruleKinds),
  description: z.string(),
  outcome: z.enum(ruleOutcomes),
  left: minorText,
  right: minorText,
});
const pack = z.object({
  ledger: z.array(ledgerFigures),
  schedules: z.array(z.object({ name: z.string(), lines: z.array(scheduleLine) })),
  rules: z.array(ruleResult),
});

const payeeTotals = z.object({
  count: z.number(),
  interestMinor: minorText,
  withheldMinor: minorText,
  penaltyMinor: minorText,
});
const unplaced = z.object({
  customerId: z.string(),
  number: z.string(),
  name: z.string(),
  interestMinor: minorText,
  withheldMinor: minorText,
  penaltyMinor: minorText,
});
const yearEnd = z.object({
  closing: z.object({
    journalId: z.string().nullable(),
    countsOn: z.string().nullable(),
    lines: z.array(z.object({ code: z.string(), name: z.string(), amountMinor: minorText })),
  }),
  forms: z.array(
    z.object({
      customerId: z.string(),
      number: z.string(),
      name: z.string(),
      taxId: z.string().nullable(),
      box1Minor: minorText,
      box2Minor: minorText,
      box4Minor: minorText,
      changes: z
        .array(
          z.object({
            box: z.enum(boxNumbers),
            on: z.string(),
            beforeMinor: minorText,
            afterMinor: minorText,
          }),
        )
        .optional(),
    }),
  ),
  due: payeeTotals,
  notDue: payeeTotals,
  sides: z.array(
    z.object({
      side: z.enum(interestSides),
      code: z.string(),
      name: z.string(),
      interestMinor: minorText,
      withheldMinor: minorText,
      penaltyMinor: minorText,
      elsewhereMinor: minorText,
      laterMinor: minorText.optional(),
      earlierMinor: minorText.optional(),
    }),
  ),
  ties: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      outcome: z.enum(['pass', 'explain']),
      leftMinor: minorText,
      rightMinor: minorText,
    }),
  ),
  // Versions that have none of these keep their bytes.
  unplaced: z.array(unplaced).optional(),
  sharedTaxIds: z
    .array(z.object({ taxId: z.string(), numbers: z.array(z.string()), interestMinor: minorText }))
    .optional(),
  unclear: z.array(z.string()).optional(),
});

/** The text that `reports.ts` wrote; reports that were stored before there were schedules have fewer parts. */
const content = z.object({
  from: z.string(),
  to: z.string(),
  asOf: z.string(),
  trialBalance: z.array(trialLine),
  balanceSheet: z.array(statementLine),
  incomeStatement: z.array(statementLine),
  equityChanges: z.array(statementLine).default([]),
  cashFlow: z.array(statementLine).default([]),
  pack: pack.nullable().default(null),
  yearEnd: yearEnd.optional(),
});

/** What a stored report says. */
export function contentOf(text: string): ReportStatements {
  return content.parse(JSON.parse(text));
}
