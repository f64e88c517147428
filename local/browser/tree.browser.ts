import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { difference } from './compare.ts';
import { useBrowser } from './testing/use-browser.ts';
import { readTree } from './tree.ts';

const original = `<!doctype html>
<html lang="en">
  <head><title>Transfer – Ledgerbank</title></head>
  <body>
    <nav aria-label="Main"><ul><li><a href="/accounts?page=2" aria-current="page">Accounts</a></li><li><a href="/transfers/new">Transfer</a></li></ul></nav>
    <main>
      <h1>Transfer money</h1>
      <div role="status">Saved</div>
      <p>From <b>Everyday</b> to anybody</p>
      <form method="post">
        <label for="amount">Amount</label>
        <input id="amount" name="amount" value="12.00" required aria-describedby="hint" autocomplete="off" />
        <p id="hint">In dollars</p>
        <label for="to">To</label><input id="to" name="to" />
        <label><input type="checkbox" name="save" /> Keep this payee</label>
        <button>Continue</button>
      </form>
      <details><summary>Fees</summary><p>None</p></details>
      <table><tr><th scope="row">Balance</th><td>100.00</td></tr></table>
      <p hidden>Only for staff</p>
    </main>
  </body>
</html>`;

/** What goes wrong, in the words that are there, and the words that come instead. */
const drifts: readonly (readonly [string, string, string])[] = [
  ['a name', '<button>Continue', '<button>Next'],
  ['one field less', '<label for="to">To</label><input id="to" name="to" />', ''],
  ['a value', 'value="12.00"', 'value="12.01"'],
  ['where a link leads', '/transfers/new', '/transfers/old'],
  ['the query of a link', '?page=2', '?page=3'],
  ['the role of a status', '<div role="status">', '<div>'],
  ['that a field is required', ' required', ''],
  ['the description of a field', 'In dollars', 'In cents'],
  ['what describes a field', ' aria-describedby="hint"', ''],
  ['the level of a heading', '<h1>Transfer money</h1>', '<h2>Transfer money</h2>'],
  ['a label', '<label for="to">To</label>', 'To '],
  ['one button more', '<button>Continue', '<button>Back</button><button>Continue'],
  ['the scope of a table header', 'scope="row"', 'scope="col"'],
  ['that a box is checked', 'type="checkbox"', 'type="checkbox" checked'],
  ['that a button is disabled', '<button>', '<button disabled>'],
  ['that something is open', '<details>', '<details open>'],
  ['that a field is invalid', 'name="to"', 'name="to" aria-invalid="true"'],
  ['how urgent an announcement is', 'role="status"', 'role="status" aria-live="assertive"'],
  ['the title of the document', '<title>Transfer', '<title>Pay'],
  ['its language', 'lang="en"', 'lang="es"'],
  ['a list', '<ul>', '<ul role="presentation">'],
  ['what is hidden', '<p hidden>', '<p>'],
  ['where one is', ' aria-current="page"', ''],
  ['what a browser may fill in', 'autocomplete="off"', 'autocomplete="transaction-amount"'],
  ['a text', 'to anybody', 'to nobody'],
];

const cosmetics: readonly (readonly [string, string, string])[] = [
  ['class names', '<h1>', '<h1 class="big">'],
  ['ids', 'id="hint"', 'id="hint-7"'],
  ['boxes around a part', '<form method="post">', '<div><div><form method="post">'],
  ['spans inside a text', '<b>Everyday</b>', '<span>Every</span><span>day</span>'],
  ['comments between pieces of a text', 'to anybody', 'to<!-- --> any<!-- -->body'],
  ['white space', 'From ', 'From\n          '],
  ['data for scripts', '<main>', '<main data-status="200">'],
  ['styles', '<button>', '<button style="color: green">'],
];

const open = useBrowser();
let page: Page;
let served = original;

beforeAll(async () => {
  page = await open().newPage({ javaScriptEnabled: false });
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: served }),
  );
});

async function linesOf(html: string, origin = 'http://bank.localhost'): Promise<string[]> {
  served = html;
  await page.goto(`${origin}/transfers/new`);
  return readTree(page);
}

function changed([, from, to]: readonly [string, string, string]): string {
  expect(original).toContain(from);
  const id = to.startsWith('id="') ? to.slice(4, -1) : undefined;
  const html = original.replace(from, to);
  return id === undefined ? html : html.replace('aria-describedby="hint"', `aria-describedby="${id}"`);
}

async function differenceTo(html: string): Promise<string | undefined> {
  const [first, second] = [await linesOf(original), await linesOf(html, 'http://classic.bank.localhost')];
  return difference({ name: 'single-page', lines: first }, { name: 'classic', lines: second });
}

describe('the accessibility tree of a page', () => {
  it('says what a visitor perceives, and nothing else', async () => {
    expect(await linesOf(original)).toEqual([
      'document "Transfer – Ledgerbank" lang="en"',
      '  navigation "Main"',
      '    list',
      '      listitem level=1',
      '        link "Accounts" url=/accounts?page=2 current="page"',
      '      listitem level=1',
      '        link "Transfer" url=/transfers/new',
      '  main',
      '    heading "Transfer money" level=1',
      '    status live=polite',
      '      text "Saved"',
      '    paragraph',
      '      text "From Everyday to anybody"',
      '    form',
      '      text "Amount"',
      '      textbox "Amount" description="In dollars" value="12.00" required autocomplete="off"',
      '      paragraph',
      '        text "In dollars"',
      '      text "To"',
      '      textbox "To"',
      '      checkbox "Keep this payee" checked=false',
      '      button "Continue"',
      '    group',
      '      DisclosureTriangle "Fees" expanded=false',
      '    table',
      '      row',
      '        rowheader "Balance"',
      '        cell "100.00"',
    ]);
  });

  it.each(drifts)('shows a drift of %s', async (...drift) => {
    expect(await differenceTo(changed(drift))).toMatch(/^- single-page\n\+ classic\n[\s\S]*^[-+] /m);
  });

  it.each(cosmetics)('does not mind %s', async (...change) => {
    expect(await differenceTo(changed(change))).toBeUndefined();
  });

  it('shows what came in another order', async () => {
    const [amount, to] = [
      '<p id="hint">In dollars</p>',
      '<label for="to">To</label><input id="to" name="to" />',
    ];
    const html = original.replace(to, '').replace(amount, `${to}${amount}`);
    expect(await differenceTo(html)).toContain('textbox "To"');
  });

  it('shows a difference with the lines around it, and leaves out the rest', async () => {
    expect(await differenceTo(original.replace('<button>Continue', '<button>Next'))).toBe(
      [
        '- single-page',
        '+ classic',
        '  …',
        '        textbox "To"',
        '        checkbox "Keep this payee" checked=false',
        '-       button "Continue"',
        '+       button "Next"',
        '      group',
        '        DisclosureTriangle "Fees" expanded=false',
        '  …',
      ].join('\n'),
    );
  });
});
