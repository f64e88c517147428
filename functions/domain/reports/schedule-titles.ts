const subjects: Readonly<Record<string, string>> = {
  RC: 'assets, liabilities and capital',
  RI: 'income of the year to date',
  'RI-A': 'changes in bank equity capital, year to date',
  'RI-B I': 'charge-offs and recoveries, year to date',
  'RI-B II': 'allowance for credit losses, year to date',
  'RC-B': 'securities',
  'RC-C I': 'loans and leases',
  'RC-E': 'deposits',
  'RC-K': 'quarterly averages',
  'RC-F': 'other assets',
  'RC-G': 'other liabilities',
  'RC-M 5': 'other borrowed money',
};

/** What a schedule is called, and what it is about. */
export function scheduleTitle(name: string): string {
  const subject = subjects[name];
  return `Schedule ${name}${subject === undefined ? '' : `, ${subject}`}`;
}
