// Three network namespaces in a row, client – router – server, joined to each other and to nothing else, so
// that their addresses can be the same in each run. Needs root, iproute2 and nftables.
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { noNetworkBecause } from './network';

const run = promisify(execFile);

/** Of the client, whose router is no NAT unless a test makes it one. */
export const CLIENT = { v4: '10.99.1.2', v6: '2001:db8:1::2' };
const INNER = { v4: '10.99.1.1', v6: '2001:db8:1::1' };
const OUTER = { v4: '203.0.113.1', v6: '2001:db8:2::1' };
/** Of the server: two addresses of each family, as port 443 of one is the pages' and of the other media's. */
export const PAGES = { v4: '203.0.113.2', v6: '2001:db8:2::2' };
export const MEDIA = { v4: '203.0.113.3', v6: '2001:db8:2::3' };
/** What the server sees of clients behind NAT. */
export const NAT_ADDRESS = OUTER.v4;

/** ip-netns(8): what is here for a namespace takes the place of files of /etc for programs in it. */
const OWN_FILES = '/etc/netns';

const NAMES = /^foyer-(\d+)-(client|router|server)$/;

type Family = 'v4' | 'v6';
type Namespace = 'client' | 'router' | 'server';

/** Gives a program its input. */
async function feed(program: string, words: string[], input: string): Promise<void> {
  const running = run(program, words);
  running.child.stdin?.end(input);
  await running;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes away what a run that was killed has left. */
async function clearLeftOvers(): Promise<void> {
  const names = await readdir('/run/netns').catch(() => []);
  for (const name of names) {
    const pid = NAMES.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await run('ip', ['netns', 'delete', name]);
    await rm(join(OWN_FILES, name), { recursive: true, force: true });
  }
}

export class Namespaces {
  private constructor() {
    // Only made by `make`.
  }

  static async make(): Promise<Namespaces> {
    await clearLeftOvers();
    const made = new Namespaces();
    try {
      await made.#wire();
    } catch (error) {
      await made.remove();
      throw error;
    }
    return made;
  }

  /** What runs a command in one of them. */
  within(namespace: Namespace): string[] {
    return ['ip', 'netns', 'exec', this.#name(namespace)];
  }

  /** Gives the client's machine addresses and routes of these families, and none of others. */
  async giveClient(families: Family[]): Promise<void> {
    const lines = ['address flush dev router', 'route flush dev router'];
    for (const family of families) {
      const length = family === 'v4' ? '24' : '64 nodad';
      lines.push(`address add ${CLIENT[family]}/${length} dev router`);
      lines.push(`route add default via ${INNER[family]} dev router`);
    }
    await run('ip', ['-6', '-n', this.#name('client'), 'route', 'flush', 'dev', 'router']);
    await this.#configure('client', lines);
  }

  /** Lets the client's machine know a name without a name server: `ip netns exec` puts the file in its place. */
  async tellClient(name: string, address: string): Promise<void> {
    const folder = join(OWN_FILES, this.#name('client'));
    await mkdir(folder, { recursive: true });
    // Chromium asks for names of TURN servers with the dot of the root, which is part of the name in this file.
    await writeFile(join(folder, 'hosts'), `127.0.0.1 localhost\n${address} ${name} ${name}.\n`);
  }

  /** Replaces what the router does with what it passes on; nothing at first. */
  async setRouter(chains: string): Promise<void> {
    await this.#rule('router', `flush ruleset\ntable inet foyer {\n${chains}\n}`);
  }

  /** Lets people reach a port of the pages' addresses at 443, as a proxy there would. */
  async openPagesAt443(port: number): Promise<void> {
    const rules = [`ip daddr ${PAGES.v4}`, `ip6 daddr ${PAGES.v6}`].map(
      (to) => `${to} tcp dport 443 redirect to :${port}`,
    );
    await this.#rule(
      'server',
      `table inet foyer {
        chain arriving {
          type nat hook prerouting priority dstnat
          ${rules.join('\n')}
        }
      }`,
    );
  }

  /** Packets that came to rules with a `counter`, since these were set. */
  async counted(): Promise<number> {
    const [program = '', ...words] = this.within('router');
    const { stdout } = await run(program, [...words, 'nft', 'list', 'ruleset']);
    const counts = [...stdout.matchAll(/counter packets (\d+)/g)].map(([, count]) => Number(count));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async remove(): Promise<void> {
    for (const namespace of ['client', 'router', 'server'] as const) {
      // With it go its ends of the pairs. It may not have been made.
      await run('ip', ['netns', 'delete', this.#name(namespace)]).catch(() => undefined);
      await rm(join(OWN_FILES, this.#name(namespace)), { recursive: true, force: true });
    }
  }

  #name(namespace: Namespace): string {
    return `foyer-${process.pid}-${namespace}`;
  }

  async #configure(namespace: Namespace, lines: string[]): Promise<void> {
    await feed('ip', ['-n', this.#name(namespace), '-batch', '-'], `${lines.join('\n')}\n`);
  }

  async #rule(namespace: Namespace, rules: string): Promise<void> {
    const [program = '', ...words] = this.within(namespace);
    await feed(program, [...words, 'nft', '-f', '-'], `${rules}\n`);
  }

  async #wire(): Promise<void> {
    for (const namespace of ['client', 'router', 'server'] as const) {
      await run('ip', ['netns', 'add', this.#name(namespace)]);
    }
    // Each end has the name of where it leads to.
    await this.#configure('router', [
      'link set lo up',
      `link add client type veth peer name router netns ${this.#name('client')}`,
      `link add server type veth peer name router netns ${this.#name('server')}`,
      ...[INNER.v4 + '/24', INNER.v6 + '/64 nodad'].map((at) => `address add ${at} dev client`),
      ...[OUTER.v4 + '/24', OUTER.v6 + '/64 nodad'].map((at) => `address add ${at} dev server`),
      'link set client up',
      'link set server up',
    ]);
    await this.#configure('client', [
      'link set lo up',
      // Without an address of its own making, which comes a second later: Chromium loads anew on every change.
      'link set router addrgenmode none',
      'link set router up',
    ]);
    await this.#configure('server', [
      'link set lo up',
      'link set router up',
      ...[PAGES.v4, MEDIA.v4].map((address) => `address add ${address}/24 dev router`),
      ...[PAGES.v6, MEDIA.v6].map((address) => `address add ${address}/64 dev router nodad`),
      `route add default via ${OUTER.v4}`,
      `route add default via ${OUTER.v6}`,
    ]);
    const [program = '', ...words] = this.within('router');
    const forwarding = ['ipv4/ip_forward', 'ipv6/conf/all/forwarding'];
    const commands = forwarding.map((key) => `echo 1 >/proc/sys/net/${key}`).join(' && ');
    await run(program, [...words, 'sh', '-c', commands]);
  }
}

/** Whether this process may do it all, which root in a container often may not. */
async function noRightsBecause(): Promise<string | null> {
  const name = `foyer-${process.pid}-router`;
  const rule = ['add', 'table', 'inet', 'foyer'];
  try {
    await run('ip', ['netns', 'add', name]);
    await run('ip', ['netns', 'exec', name, 'nft', ...rule]);
    return null;
  } catch (error) {
    return `namespaces with rules cannot be made: ${String(error)}`;
  } finally {
    await run('ip', ['netns', 'delete', name]).catch(() => undefined);
  }
}

/** Why there can be no such namespaces here, or null. */
export async function noNamespacesBecause(): Promise<string | null> {
  const because = await noNetworkBecause();
  if (because !== null) return because;
  const nft = await run('nft', ['--version']).catch(() => null);
  if (nft === null) return 'there is no `nft`: install the package nftables';
  const ipv6 = await readdir('/proc/sys/net/ipv6').catch(() => []);
  return ipv6.length === 0 ? 'this kernel has no IPv6' : noRightsBecause();
}
