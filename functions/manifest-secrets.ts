// Logins to the books of a stage. They are named because the console looks there without asking the bank.

/** The login of the functions to the books of a stage. */
export const appSecret = (stage: string): string => `ledgerbank/${stage}/books-app`;

/** The master user of the cluster of a stage, as whom its migrations run, and where it is. No function may read it. */
export const masterSecret = (stage: string): string => `ledgerbank/${stage}/books-master`;

/** The login of the operations console to the books of a stage, and where their database is. */
export const consoleSecret = (stage: string): string => `ledgerbank/${stage}/books-console`;
