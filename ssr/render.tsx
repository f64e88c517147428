import { renderToStaticMarkup } from 'react-dom/server';
import {
  createStaticHandler,
  createStaticRouter,
  isRouteErrorResponse,
  StaticRouterProvider,
} from 'react-router';
import type { Port } from '../web/client/port.ts';
import { routes } from '../web/views/routes.tsx';
import { FragmentContext } from '../web/views/shared/layout.tsx';
import { Document } from './document.tsx';

export interface Rendering {
  readonly status: number;
  readonly html: string;
  /** What a screen could not foresee; the page says that something went wrong. */
  readonly errors: readonly unknown[];
}

interface RenderOptions {
  readonly port: Port;
  readonly styleSheet: string;
  /** Only the page's own part, without document, navigation and footer. */
  readonly fragment: boolean;
}

/**
 * Runs the loaders, and for a form its action, of the page that the request names.
 * @returns the page, or a response that leads elsewhere
 */
export async function render(request: Request, options: RenderOptions): Promise<Rendering | Response> {
  const handler = createStaticHandler(routes(options.port));
  const context = await handler.query(request);
  if (context instanceof Response) return context;
  const router = createStaticRouter(handler.dataRoutes, context);
  const page = (
    <FragmentContext value={options.fragment}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </FragmentContext>
  );
  const status = context.statusCode;
  const errors = Object.values<unknown>(context.errors ?? {}).filter((error) => !isRouteErrorResponse(error));
  if (options.fragment) return { status, html: renderToStaticMarkup(page), errors };
  const html = renderToStaticMarkup(<Document styleSheet={options.styleSheet}>{page}</Document>);
  return { status, html: `<!doctype html>${html}`, errors };
}
