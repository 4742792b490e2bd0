// A real Caddy behind the server's shared port, with our Caddyfile as deploy/README.md has it for that, and
// certificates of its own authority.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { until } from './until';

const run = promisify(execFile);

const CADDYFILE = resolve(import.meta.dirname, '../../deploy/Caddyfile');
const READY_MS = 20_000;

export type Caddy = {
  /** A home folder for Chromium, which believes Caddy's authority there. */
  readonly home: string;
  /** PEM files of the site's certificate and its key. */
  readonly certificate: string;
  readonly key: string;
  /** The addresses for whom it asked the server, as it told the server. */
  visitors(): Set<string>;
  stop(): Promise<void>;
};

/** Why there can be none, or null. */
export async function noCaddyBecause(): Promise<string | null> {
  const modules = await run('caddy', ['list-modules']).catch(() => null);
  if (modules === null) return 'there is no `caddy`';
  if (!modules.stdout.includes('caddy.listeners.proxy_protocol'))
    return 'this `caddy` takes no PROXY protocol: it is older than 2.7';
  const certutil = await run('certutil', ['--version']).catch((error: unknown) => error);
  return String(certutil).includes('ENOENT')
    ? 'there is no `certutil`: install the package libnss3-tools'
    : null;
}

/** What the README says to remove is removed; and each request that is passed on is told in the log. */
async function caddyfile(folder: string): Promise<string> {
  const text = await readFile(CADDYFILE, 'utf8');
  const open = text.replace(/^(\t+)#(?! )/gm, '$1').replace(/^\{$/m, '{\n\tdebug');
  if (!/^\t\tlistener_wrappers \{$/m.test(open)) throw new Error('nothing to remove in Caddyfile');
  const file = join(folder, 'Caddyfile');
  await writeFile(file, open);
  return file;
}

/** Chromium takes further authorities from its user's NSS database. */
async function believe(home: string, authority: string): Promise<void> {
  const database = join(home, '.pki/nssdb');
  await mkdir(database, { recursive: true });
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password']);
  const words = ['-A', '-n', 'authority', '-t', 'C,,', '-i', authority];
  await run('certutil', ['-d', `sql:${database}`, ...words]);
}

/** Starts it for a site, at a port of loopback, in front of a server there. */
export async function startCaddy(
  within: string[],
  site: string,
  httpsPort: number,
  serverPort: number,
): Promise<Caddy> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-caddy-'));
  const file = await caddyfile(folder);
  const command = ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
  const child = spawn('env', [...within, ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      FOYER_SITE: site,
      FOYER_TLS: 'tls internal',
      FOYER_EMAIL: 'somebody@example.org',
      FOYER_HTTPS_PORT: String(httpsPort),
      FOYER_HTTP_PORT: String(httpsPort + 1),
      FOYER_HTTP_PROTOCOLS: 'h1 h2',
      FOYER_UPSTREAM: `127.0.0.1:${serverPort}`,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
  });
  const visitors = new Set<string>();
  const log: string[] = [];
  createInterface(child.stderr).on('line', (line) => {
    log.push(line);
    const [, visitor] = /"X-Forwarded-For":\["([^"]+)"\]/.exec(line) ?? [];
    if (visitor !== undefined) visitors.add(visitor);
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true });
  };
  try {
    const own = join(folder, 'caddy');
    const authority = join(own, 'pki/authorities/local/root.crt');
    const certificate = join(own, 'certificates/local', site, `${site}.crt`);
    const key = certificate.replace(/crt$/, 'key');
    await until(`Caddy has a certificate:\n${log.join('\n')}`, READY_MS, async () => {
      const files = [authority, certificate, key].map((path) => access(path));
      return (await Promise.allSettled(files)).every(({ status }) => status === 'fulfilled');
    });
    await believe(folder, authority);
    return { home: folder, certificate, key, visitors: () => new Set(visitors), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
