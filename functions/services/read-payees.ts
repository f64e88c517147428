import { BankError } from '../domain/errors.ts';
import type { ReportKey } from '../domain/report.ts';
import type { PayeeForm } from '../domain/reports/year-end.ts';
import type { PageRequest, PageResult } from './ports.ts';
import type { ReportReader } from './ports/reports.ts';

interface PayeesWanted {
  /** Part of a name, or of a customer number; everybody when empty. */
  readonly q: string;
  readonly page: PageRequest;
}

/**
 * Forms 1099-INT of a version, by customer number: as they are stored, whatever the books know since.
 * @throws BankError report-not-found when there is no such version, or it is of no year
 */
export async function readPayees(
  { reports }: { readonly reports: ReportReader },
  key: ReportKey & { readonly version: number },
  { q, page }: PayeesWanted,
): Promise<PageResult<PayeeForm>> {
  const forms = (await reports.read(key, key.version))?.content.yearEnd?.forms;
  if (!forms) throw new BankError('report-not-found', 'This version has no forms 1099-INT.');
  const part = q.toLowerCase();
  return pageOf(
    forms.filter(({ name, number }) => name.toLowerCase().includes(part) || number.includes(part)),
    page,
  );
}

/** Customer numbers have one length, so they sort as they count. */
function pageOf(forms: readonly PayeeForm[], { limit, position }: PageRequest): PageResult<PayeeForm> {
  const { key = '', towards = 'older' } = position ?? {};
  const from =
    towards === 'older'
      ? forms.filter(({ number }) => number > key)
      : forms.filter(({ number }) => number < key);
  const items = towards === 'older' ? from.slice(0, limit) : from.slice(-limit);
  const [first] = forms;
  const last = forms.at(-1);
  return {
    items,
    hasNewer: items.length > 0 && items[0] !== first,
    hasOlder: items.length > 0 && items.at(-1) !== last,
  };
}
