import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What a browser must not do in a test: leave the machine, ask questions, remember. */
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const advice = `No Chromium was found. Install one (Debian: apt-get install chromium; macOS: brew install --cask chromium),
or say where it is: CHROMIUM_PATH=/path/to/chromium`;

/**
 * Where the browser of this machine is: CHROMIUM_PATH, or the first known place that has one.
 * @throws Error that says how to get one
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const { CHROMIUM_PATH: given, PATH: searchPath = '' } = environment;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return given;
  }
  const folders = [...new Set(['/usr/bin', ...searchPath.split(':').filter((folder) => folder !== '')])];
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(advice);
  return found;
}

interface LaunchOptions {
  /** Keeps pages that were left, to show them again at the Back button, as browsers of people do. */
  readonly keepsPages?: boolean;
}

/** Starts the browser without a window, on a profile that is thrown away with it. */
export function launchChromium({ keepsPages = false }: LaunchOptions = {}): Promise<Browser> {
  const ignoreDefaultArgs = keepsPages ? ['--disable-back-forward-cache'] : [];
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: switches,
    ignoreDefaultArgs,
  });
}
