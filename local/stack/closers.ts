interface Closable {
  close(): Promise<void>;
}

/** Things to end together, the last opened first. */
export interface Closers {
  add<T extends Closable>(opened: T): T;
  atEnd(work: () => void | Promise<void>): void;
  close(): Promise<void>;
}

export function closers(): Closers {
  const ends: (() => void | Promise<void>)[] = [];
  return {
    add: (opened) => {
      ends.push(() => opened.close());
      return opened;
    },
    atEnd: (work) => {
      ends.push(work);
    },
    close: async () => {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}
