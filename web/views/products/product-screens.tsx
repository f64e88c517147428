import type { ReactElement } from 'react';
import { Link, useLoaderData, type LoaderFunctionArgs, type RouteObject } from 'react-router';
import type { ProductView } from '../../../functions/contract/deposits.ts';
import type { Port } from '../../client/port.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { asRouteError } from '../shared/guard.ts';
import {
  bestYield,
  interestText,
  maintenanceText,
  overdraftText,
  penaltyText,
  yieldText,
} from './disclosures.ts';

interface ProductsData {
  readonly products: readonly ProductView[];
}

const productColumns: readonly Column<ProductView>[] = [
  {
    title: 'Account',
    heads: true,
    cell: ({ code, name }) => <Link to={`${screens.products.path}/${code}`}>{name}</Link>,
  },
  { title: 'Annual percentage yield', align: 'end', beside: true, cell: bestYield },
  { title: 'To open', align: 'end', cell: ({ minimumOpening }) => <Money value={minimumOpening} /> },
  { title: 'Monthly fee', align: 'end', cell: ({ maintenanceFee }) => <Money value={maintenanceFee} /> },
];

function ProductsPage(): ReactElement {
  const { products } = useLoaderData<ProductsData>();
  const [first] = products;
  return (
    <Page
      title="Rates and fees"
      width="wide"
      lead={first ? `What our accounts earn and cost, as of ${formatDate(first.asOf)}.` : undefined}
    >
      <DataTable
        caption="Deposit accounts"
        columns={productColumns}
        rows={products}
        keyOf={({ code }) => code}
      />
    </Page>
  );
}

type Tier = ProductView['tiers'][number];

const tierColumns: readonly Column<Tier>[] = [
  { title: 'Balance from', heads: true, cell: ({ from }) => <Money value={from} /> },
  { title: 'Interest rate', align: 'end', cell: ({ rate }) => `${rate} %` },
  { title: 'Annual percentage yield', align: 'end', beside: true, cell: yieldText },
];

function ProductPage(): ReactElement {
  const { product } = useLoaderData<{ product: ProductView }>();
  return (
    <Page title={product.name} lead={product.description}>
      <Facts facts={factsOf(product)} />
      <Section title="Interest">
        <p>{interestText(product)}</p>
        {product.tiers.length === 0 ? null : (
          <DataTable
            caption={`Rates as of ${formatDate(product.asOf)}`}
            columns={tierColumns}
            rows={product.tiers}
            keyOf={({ from }) => from.minor}
          />
        )}
      </Section>
      <div className="lb-actions">
        <ButtonLink to={screens.products.path}>All rates and fees</ButtonLink>
      </div>
    </Page>
  );
}

function factsOf(product: ProductView): readonly (readonly [string, string])[] {
  const { termMonths, minimumOpening } = product;
  return [
    ['Minimum to open', formatMoney(minimumOpening)],
    ['Maintenance fee', maintenanceText(product)],
    ...(termMonths === null
      ? ([
          ['Overdraft fee', overdraftText(product)],
          ...(product.overdraftRate === '0.00'
            ? []
            : ([['Interest on overdrafts', `${product.overdraftRate} % a year, charged daily`]] as const)),
        ] as const)
      : ([
          ['Term', `${termMonths} months; renewed for as long unless you say otherwise`],
          ['Early withdrawal', penaltyText(product)],
        ] as const)),
  ];
}

type PublicRoute = Pick<RouteObject, 'loader' | 'element'>;

/** A page that anybody may read: nobody is asked who they are. */
function publicRoute(element: ReactElement, load: (code: string) => Promise<unknown>): PublicRoute {
  return {
    element,
    loader: async ({ params }: LoaderFunctionArgs) => {
      try {
        return await load(params['code'] ?? '');
      } catch (error) {
        throw asRouteError(error);
      }
    },
  };
}

/** What the bank offers, for anybody to read: Truth in Savings, 12 CFR 1030.4. */
export function productsRoute(port: Port): PublicRoute {
  return publicRoute(<ProductsPage />, async () => ({
    products: (await port.read('listProducts', {})).items,
  }));
}

/** One product with all that is to be disclosed of it. */
export function productRoute(port: Port): PublicRoute {
  return publicRoute(<ProductPage />, async (code) => ({
    product: await port.read('getProduct', { params: { code } }),
  }));
}
