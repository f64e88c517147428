import { configureStore } from '@reduxjs/toolkit';
import type { Client } from '../client/client.ts';
import { bankApi } from './bank-api.ts';

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function createStore(client: Client) {
  const api = bankApi(client);
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    middleware: (defaults) => defaults().concat(api.middleware),
  });
  return { api, store };
}

export type BankStore = ReturnType<typeof createStore>;
