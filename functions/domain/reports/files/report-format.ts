export const reportFormats = ['csv', 'json', 'xml', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml',
  pdf: 'application/pdf',
} as const satisfies Record<ReportFormat, string>;
