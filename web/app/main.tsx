import '../ui/site.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createClient } from '../client/client.ts';
import { routes } from '../views/routes.tsx';
import { browserTransport } from './browser-transport.ts';
import { focusOnNewPages } from './focus.ts';
import { hideWhileAway } from './hidden-while-away.ts';
import { keepPageAtItsLinks } from './in-page-links.ts';
import { keepLive } from './live.ts';
import { startAnew } from './somebody-else.ts';
import { storePort } from './store-port.ts';
import { createStore } from './store.ts';

const background = { active: false };
const bank = createStore(createClient(browserTransport(background)));
const port = storePort(bank, () => {
  startAnew(router, document);
});
const router = createBrowserRouter(routes(port));
focusOnNewPages(router, document);
keepLive(router, document, background);
keepPageAtItsLinks(document);
hideWhileAway(document);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
createRoot(root).render(
  <StrictMode>
    <Provider store={bank.store}>
      <RouterProvider router={router} />
    </Provider>
  </StrictMode>,
);
