import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const SCENARIOS = resolve(import.meta.dirname, '../scenarios');

/** What is to be run as k6. */
const K6 = process.env.K6 ?? 'k6';

export type Run = { readonly passed: boolean; readonly output: string };

/** Runs a scenario; its report is kept under the given name. */
export async function k6(
  scenario: string,
  url: string,
  settings: Readonly<Record<string, string | number>>,
  report: string,
): Promise<Run> {
  const named = Object.entries({ ...settings, URL: url, REPORT: report });
  const options = named.flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const child = execFile(K6, ['run', '--quiet', ...options, `${SCENARIOS}/${scenario}.ts`]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { passed: code === 0, output };
}

/** Runs a program to its end, and gives what it printed. */
export async function run(program: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)(program, args)).stdout;
}

export function load(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(', ');
}
