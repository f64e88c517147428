declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Directory of the store; in memory unless given. */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly updateTableMs?: number;
    readonly deleteTableMs?: number;
  }
  /** An HTTP server that speaks the DynamoDB API. */
  function dynalite(options?: DynaliteOptions): Server;
  export = dynalite;
}
