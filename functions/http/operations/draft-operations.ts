import type { DraftView } from '../../contract/drafts.ts';
import type { Draft } from '../../domain/draft.ts';
import { publicId } from '../../domain/ids.ts';
import { readDraft } from '../../services/read-draft.ts';
import { saveDraft, type SaveDraftPorts } from '../../services/save-draft.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';

function draftView({ id, form, fields, expiresAt }: Draft): DraftView {
  return {
    id: publicId('draft', id),
    form,
    fields: { ...fields },
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

export function draftOperations(ports: SaveDraftPorts): Operations<'saveDraft' | 'getDraft'> {
  return {
    async saveDraft({ body, state }) {
      const view = draftView(await saveDraft(ports, principalOf(state), body));
      return { body: view, headers: { location: `/api/v1/drafts/${view.id}` } };
    },
    async getDraft({ params, state }) {
      const draft = await readDraft(ports, principalOf(state), innerId('draft', params.draftId));
      return { body: draftView(draft) };
    },
  };
}
