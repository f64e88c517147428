import type { ReportFormat } from './report-format.ts';

/** Where a file is kept: the one version of an object of S3, which nothing written later under its key changes. */
export interface FilePlace {
  readonly bucket: string;
  readonly key: string;
  readonly objectVersion: string;
}

/** A file of a filed version, as the books have it on record. */
export interface KeptFile extends FilePlace {
  readonly format: ReportFormat;
  /** Of the bytes of the file; those of its report have another. */
  readonly sha256: string;
  readonly bytes: number;
  /** RFC 3339, UTC, as is the next. */
  readonly keptAt: string;
  /** Nobody deletes it before. */
  readonly keptUntil: string;
}
