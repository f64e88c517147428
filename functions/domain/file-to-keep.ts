/** Something to keep. */
export interface FileToKeep {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
