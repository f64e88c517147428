import { redirect, type ActionFunctionArgs } from 'react-router';
import type { Port } from '../../client/port.ts';
import { asRouteError, fieldsOf } from '../shared/guard.ts';
import { proofOf } from '../shared/hidden.tsx';

/** Goes on at the same page of the other site, signed in there too. */
export async function handOffAction(port: Port, { request }: ActionFunctionArgs): Promise<Response> {
  const fields = await fieldsOf(await request.formData());
  try {
    const { csrf } = proofOf(fields);
    const { url } = await port.write('handOff', { body: { place: fields['_place'] ?? '/' } }, { csrf });
    return redirect(url, 303);
  } catch (error) {
    throw asRouteError(error) as Error;
  }
}
