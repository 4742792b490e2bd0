// A network of its own for one process, joined to ours by a pair of virtual interfaces. Needs root.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Network = {
  /** The address inside, reachable from here. */
  readonly address: string;
  /** What runs a command inside. */
  readonly within: string[];
  remove(): Promise<void>;
};

async function ip(...words: string[]): Promise<void> {
  await run('ip', words);
}

/** Why there can be no network here, or null. */
export async function noNetworkBecause(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  try {
    await run('ip', ['netns', 'list']);
    return null;
  } catch {
    return 'there is no `ip`: install the package iproute2';
  }
}

export async function makeNetwork(): Promise<Network> {
  const name = `foyer-${process.pid}`;
  const [here, there] = [`fyh${process.pid}`, `fyt${process.pid}`];
  const subnet = `10.213.${process.pid % 256}`;
  const address = `${subnet}.2`;
  await ip('netns', 'add', name);
  const remove = async (): Promise<void> => {
    await ip('netns', 'delete', name); // and with it the pair
  };
  try {
    await ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name);
    await ip('address', 'add', `${subnet}.1/24`, 'dev', here);
    await ip('link', 'set', here, 'up');
    await ip('-n', name, 'address', 'add', `${address}/24`, 'dev', there);
    await ip('-n', name, 'link', 'set', there, 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    // Browsers check from every address they have, so answers go to any of ours.
    await ip('-n', name, 'route', 'add', 'default', 'via', `${subnet}.1`);
    return { address, within: ['ip', 'netns', 'exec', name], remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

export type Door = { readonly url: string; close(): void };

/** A port on localhost, which browsers trust with cameras, that leads to another address. */
export async function localDoorTo(address: string, port: number): Promise<Door> {
  const server = createServer((near) => {
    const far = createConnection(port, address);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  return {
    url: `http://localhost:${place.port}`,
    close: () => {
      server.close();
    },
  };
}
