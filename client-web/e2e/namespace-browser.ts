import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { CHROMIUM_FLAGS, CHROMIUM_PLACES, firstPresent } from './chromium';
import type { Namespaces } from './namespaces';
import { comeWith } from './person';

/** Until the test is over, people come with a Chromium in the client's namespace. */
export async function openBrowser(
  namespaces: Namespaces,
  flags: string[],
  home = process.env.HOME,
): Promise<void> {
  const real = await firstPresent(CHROMIUM_PLACES);
  if (real === null) throw new Error('no Chromium: install the package chromium');
  const folder = await mkdtemp(join(tmpdir(), 'foyer-chromium-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const executablePath = join(folder, 'chromium');
  const script = `#!/bin/sh\nexec ${namespaces.within('client').join(' ')} ${real} "$@"\n`;
  await writeFile(executablePath, script, { mode: 0o755 });
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, ...flags],
    env: { ...process.env, HOME: home },
  });
  onTestFinished(() => browser.close());
  comeWith(browser);
}
