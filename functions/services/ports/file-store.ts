import type { FilePlace } from '../../domain/reports/files/kept-file.ts';

export interface FileToPut {
  readonly key: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  /** Of the report that the file says the same as. */
  readonly reportSha256: string;
}

/** What the store itself knows of a file. */
export interface FileInStore extends FilePlace {
  /** Of the bytes that it took, as it reckoned then. */
  readonly sha256: string;
  /** RFC 3339, UTC. */
  readonly keptUntil: string;
}

/** Keeps files where nobody changes them, or deletes them before their time. */
export interface FileStore {
  /**
   * Puts a file where nothing is yet, and answers what is there then: this one, or what somebody put there before.
   * @throws BankError files-unavailable
   */
  put(file: FileToPut): Promise<FileInStore>;
}

/** Reads what is kept. All throw BankError files-unavailable. */
export interface FileReader {
  /** Undefined when it is gone. */
  read(place: FilePlace): Promise<Uint8Array | undefined>;
  /** SHA-256 that the store has on record for it; undefined when it is gone. */
  sha256Of(place: FilePlace): Promise<string | undefined>;
  /** An address from which whoever knows it can get the file for a few minutes, under this name. */
  linkTo(place: FilePlace, name: string): Promise<string>;
}
