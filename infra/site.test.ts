import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allows } from '../functions/domain/permissions.ts';
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

  it('has the code of staff screens below assets/staff, and nothing of it anywhere else', () => {
    const sourcesOf = (path: string): string[] => {
      const map = JSON.parse(readFileSync(join(local.folder, path), 'utf8')) as { sources: string[] };
      return map.sources.map((source) => source.replace(/^(\.\.\/)+/, ''));
    };
    const maps = files(local, 'assets/**/*.js.map');
    const isGated = (path: string): boolean => path.startsWith('assets/staff/');
    const gated = new Set(maps.filter(isGated).flatMap(sourcesOf));
    const open = new Set(maps.filter((path) => !isGated(path)).flatMap(sourcesOf));
    const views = join(import.meta.dirname, '../web/views');
    const imports = readFileSync(join(views, 'staff-screens.ts'), 'utf8').matchAll(/from '\.\/(.+)';/g);
    const screens = [...imports].map(([, path = '']) => path);
    expect(screens.length).toBeGreaterThan(25);
    for (const screen of screens) {
      const inParts = (parts: ReadonlySet<string>): boolean =>
        [...parts].some((source) => source.endsWith(`views/${screen}`));
      expect([screen, inParts(gated), inParts(open)]).toEqual([screen, true, false]);
    }
    // The two builds differ in their maps alone.
    expect(files(prod, 'assets/staff/*.js').length).toBe(files(local, 'assets/staff/*.js').length);
  });

  it('holds as screens of staff all that no customer may see, and nothing else', async () => {
    const { staffScreens } = await import('../web/views/staff-screens.ts');
    const { screens } = await import('../web/views/screens.ts');
    const others = Object.entries(screens).filter(([, { permission }]) => !allows(['customer'], permission));
    expect(Object.keys(staffScreens).sort()).toEqual(others.map(([id]) => id).sort());
  });

  it('asks for at most 180 kB of script before it shows anything', () => {
    const scripts = [...page(prod).matchAll(/(?:src|modulepreload"[^>]*href)="(\/assets\/[^"]+\.js)"/g)];
    const bytes = scripts.map(([, path = '']) => gzipSync(readFileSync(join(prod.folder, path))).length);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(180 * 1024);
  });
});
