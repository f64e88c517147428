import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSite, type Site } from './site.ts';
import { stageConfig } from './stages.ts';

const target = mkdtempSync(join(tmpdir(), 'ledgerbank-site-'));
let prod: Site;
let local: Site;

beforeAll(() => {
  prod = buildSite(join(target, 'prod'), stageConfig('prod'));
  local = buildSite(join(target, 'local'), stageConfig('local', 8099));
}, 60_000);
afterAll(() => {
  rmSync(target, { recursive: true, force: true });
});

const files = ({ folder }: Site, pattern: string): string[] => globSync(pattern, { cwd: folder });
const page = ({ folder }: Site): string => readFileSync(join(folder, 'index.html'), 'utf8');

describe('the built site', () => {
  it('names every file but page and icon by a hash of its content', () => {
    const unnamed = files(prod, '**/*.*').filter((path) => !/-[\w-]{8}\.\w+$/.test(path));
    expect(unnamed.sort()).toEqual(['assets/favicon.svg', 'index.html']);
  });

  it('needs nothing that the content security policy forbids', () => {
    expect(page(prod)).toContain(`href="${prod.styleSheet}"`);
    expect(page(prod)).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc="\/assets\/)/);
    expect(readFileSync(join(prod.folder, prod.styleSheet), 'utf8')).not.toMatch(
      /url\(["']?(https?:|\/\/|data:(?!image))/,
    );
  });

  it('leads browsers without JavaScript to the other site of its stage', () => {
    expect(page(prod)).toContain('href="https://classic.bank.example"');
    expect(page(local)).toContain('href="http://classic.bank.localhost:8099"');
  });

  it('30: shows its sources where the documents of the API are shown, and nowhere else', () => {
    expect([files(local, '**/*.map').length > 0, files(prod, '**/*.map')]).toEqual([true, []]);
  });

  it('asks for at most 180 kB of script before it shows anything', () => {
    const scripts = [...page(prod).matchAll(/(?:src|modulepreload"[^>]*href)="(\/assets\/[^"]+\.js)"/g)];
    const bytes = scripts.map(([, path = '']) => gzipSync(readFileSync(join(prod.folder, path))).length);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(180 * 1024);
  });
});
