import * as z from 'zod';
import type { ReportContentView } from '../../../functions/contract/reports.ts';
import type { Port } from '../../client/port.ts';
import type { FieldOfCode } from '../shared/form.ts';
import { proofOf } from '../shared/hidden.tsx';
import type { Fields } from '../shared/screen-module.ts';

const note = z.string().trim().max(500, 'Use at most 500 characters.');

const steps = ['review', 'return', 'file', 'amend'] as const;
export type FilingStep = (typeof steps)[number];

/** What each step of a version asks people for. */
export const stepFields: Readonly<Record<FilingStep, z.ZodType>> = {
  review: z.looseObject({ note }),
  return: z.looseObject({ note: note.min(1, 'Say what has to be different.') }),
  file: z.looseObject({ note }),
  amend: z.looseObject({ reason: note.min(1, 'Say why the report is amended.') }),
};

export function stepOf(fields: Fields): FilingStep | undefined {
  return steps.find((step) => step === fields['_step']);
}

const explanationPrefix = 'explain_';
/** The field in which a rule is explained. */
export const explanationField = (rule: string): string => `${explanationPrefix}${rule}`;

/** Rules of a report, and ties of a year, that ask for an explanation. */
export function rulesToExplain(
  content: ReportContentView | null,
): readonly { readonly id: string; readonly description: string }[] {
  const asked = [...(content?.pack?.rules ?? []), ...(content?.yearEnd?.ties ?? [])];
  return asked.filter(({ outcome }) => outcome === 'explain');
}

function explanationsOf(fields: Fields): { rule: string; text: string }[] {
  return Object.entries(fields)
    .filter(([name, text]) => name.startsWith(explanationPrefix) && text.trim() !== '')
    .map(([name, text]) => ({ rule: name.slice(explanationPrefix.length), text: text.trim() }));
}

/** Where on the form a refusal of the bank is told. */
export function fieldsOfFaults(fields: Fields): FieldOfCode {
  const texts = explanationsOf(fields).map(
    ({ rule }, index) => [`/explanations/${index}/text`, explanationField(rule)] as const,
  );
  return { '/note': 'note', '/reason': 'reason', ...Object.fromEntries(texts) };
}

interface StepOfReport {
  readonly kind: 'quarter';
  readonly period: string;
  readonly step: FilingStep;
}

/** Takes the step of the form that was sent, on the version and the content that its page showed. */
export function takeStep(port: Port, { step, ...of }: StepOfReport, fields: Fields): Promise<unknown> {
  const params = { ...of, version: fields['_version'] ?? '' };
  const sha256 = fields['_sha256'] ?? '';
  const text = fields['note'] ?? '';
  const proof = proofOf(fields);
  if (step === 'review') {
    const body = { sha256, note: text, explanations: explanationsOf(fields) };
    return port.write('reviewReport', { params, body }, proof);
  }
  if (step === 'return') return port.write('returnReport', { params, body: { note: text } }, proof);
  if (step === 'file') return port.write('fileReport', { params, body: { sha256, note: text } }, proof);
  return port.write('amendReport', { params, body: { reason: fields['reason'] ?? '' } }, proof);
}
