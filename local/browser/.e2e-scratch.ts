import { chromium } from 'playwright-core';
const password = process.env.PW!;
const port = 18733;
const log = (...a: unknown[]) => console.log(...a);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox'], ignoreDefaultArgs: ['--disable-back-forward-cache'] });
for (const site of ['bank', 'classic']) {
  const origin = `http://${site === 'bank' ? 'bank' : 'classic.bank'}.localhost:${port}`;
  const other = `http://idp.localhost:${port}/`;
  const c = await b.newContext({ javaScriptEnabled: site === 'bank' });
  const p = await c.newPage();
  p.on('console', m => log('  console', m.text()));
  await p.goto(origin + '/sign-in'); await p.fill('#userName', 'alice'); await p.fill('#password', password); await p.click('main button[type=submit]'); await p.waitForSelector('.lb-who');
  await p.goto(origin + '/accounts'); await p.waitForSelector('text=In all');
  await p.goto(other); 
  const q = await c.newPage(); await q.goto(origin + '/accounts'); await q.waitForSelector('.lb-who');
  await q.click('.lb-who button'); await q.waitForSelector('#userName');
  log(site, 'signed out elsewhere; now back');
  await p.goBack({ waitUntil: 'commit' });
  for (let i = 0; i < 10; i++) { log(i, (await p.evaluate(() => document.querySelector('h1')?.textContent + ' | ' + document.body.innerText.includes('In all') + ' persisted? ' + performance.getEntriesByType('navigation')[0].type))); await new Promise(r => setTimeout(r, 30)); }
  await c.close();
}
await b.close();
