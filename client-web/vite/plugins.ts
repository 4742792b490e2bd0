// What a build gets besides its code: a service worker, packed copies of its files, a limit on its size.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const INITIAL_LIMIT_BYTES = 180_000;
const PACKED = /\.(js|css|html|svg|webmanifest|wasm|tflite|binarypb)$/;
const LARGE_BYTES = 1_000_000;
const WORTH_BYTES = 1_000;

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(directory, name)).isFile());
}

/** What a page loads before it can do anything: its scripts, packed. */
export function initialBytes(html: string, read: (path: string) => Uint8Array): number {
  const scripts = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)];
  return scripts.reduce((sum, [, path = '']) => sum + gzipSync(read(path)).length, 0);
}

function isPrecached(directory: string, name: string): boolean {
  // Models, their runtimes and worklets come when somebody turns them on.
  const optional = /selfie_segmentation|rnnoise|\.wasm$/.test(name);
  const wanted = /^assets\/.*\.(js|css|svg)$/.test(name);
  return wanted && !optional && statSync(join(directory, name)).size < LARGE_BYTES;
}

function writeServiceWorker(directory: string): void {
  const files = filesIn(directory).filter((name) => isPrecached(directory, name));
  const version = createHash('sha256')
    .update(readFileSync(join(directory, 'index.html')))
    .update(files.join())
    .digest('hex')
    .slice(0, 16);
  const source = readFileSync(resolve(import.meta.dirname, 'service-worker.js'), 'utf8')
    .replaceAll('__FOYER_VERSION__', JSON.stringify(version))
    .replaceAll('__FOYER_FILES__', JSON.stringify(files.sort().map((name) => `/${name}`)));
  writeFileSync(join(directory, 'sw.js'), source.slice(source.indexOf('const CACHE')));
}

function packFiles(directory: string): void {
  for (const name of filesIn(directory)) {
    const path = join(directory, name);
    const content = readFileSync(path);
    if (!PACKED.test(name) || content.length < WORTH_BYTES) continue;
    const quality = content.length > LARGE_BYTES ? 9 : 11; // the best one takes half a minute for a runtime
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    );
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** Runs last, over the files as they were written. */
export function finishing(): Plugin {
  let directory = 'dist';
  return {
    name: 'foyer-finishing',
    apply: 'build',
    configResolved({ root, build }) {
      directory = resolve(root, build.outDir);
    },
    closeBundle() {
      const html = readFileSync(join(directory, 'index.html'), 'utf8');
      const bytes = initialBytes(html, (path) => readFileSync(join(directory, path)));
      if (bytes > INITIAL_LIMIT_BYTES) {
        throw new Error(`the first scripts are ${bytes} bytes packed, over ${INITIAL_LIMIT_BYTES}`);
      }
      this.info(`the first scripts are ${bytes} bytes packed`);
      writeServiceWorker(directory);
      packFiles(directory);
    },
  };
}
