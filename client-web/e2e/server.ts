// A Foyer server as people run it: by ./foyer, on ports that are free.
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const LAUNCHER = resolve(import.meta.dirname, '../../foyer');
/** The first start may have to build. */
const READY_DEADLINE_MS = 180_000;
const MEDIA_LOOPS = 2;
const STOP_DEADLINE_MS = 10_000;
const CLOCK_TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux
const LOG_LINES_KEPT = 200;

export type ServerPlace = {
  /** The address browsers send media to. */
  announcedAddress?: string;
  /** What to run the launcher by, such as `ip netns exec …`: it must become the launcher, not its parent. */
  within?: string[];
  /** The port to serve at, instead of any that is free. */
  httpPort?: number;
  /** Further keys of its configuration. */
  keys?: Record<`FOYER_${string}`, string>;
};

export type Server = {
  readonly url: string;
  readonly httpPort: number;
  readonly rtcPorts: number[];
  readonly readyAfterMs: number;
  /** CPU time of the process since its start, all threads, user and system. */
  cpuMs(): Promise<number>;
  /** Memory of the process that is in RAM. */
  residentMb(): Promise<number>;
  /** The last lines it wrote. */
  log(): string;
  stop(): Promise<void>;
};

export async function freeTcpPort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

async function holdUdpPort(port: number): Promise<Socket | null> {
  const socket = createSocket('udp4');
  return new Promise((held) => {
    socket.once('error', () => {
      held(null);
    });
    socket.bind(port, () => {
      held(socket);
    });
  });
}

/** Ports in a row, one for each media loop. */
async function freeUdpPorts(): Promise<number[]> {
  for (;;) {
    const first = await holdUdpPort(0);
    if (first === null) throw new Error('no UDP port');
    const { port } = first.address();
    const others = await Promise.all(
      Array.from({ length: MEDIA_LOOPS - 1 }, (_, at) => holdUdpPort(port + 1 + at)),
    );
    const held = [first, ...others].filter((socket) => socket !== null);
    const ports = held.map((socket) => socket.address().port);
    for (const socket of held) socket.close();
    if (ports.length === MEDIA_LOOPS) return ports;
  }
}

async function becomesReady(child: ChildProcess, log: string[]): Promise<void> {
  await new Promise<void>((ready, fail) => {
    const late = setTimeout(() => {
      fail(new Error(`the server was not ready in time:\n${log.join('\n')}`));
    }, READY_DEADLINE_MS);
    const listen = (line: string): void => {
      log.push(line);
      if (log.length > LOG_LINES_KEPT) log.shift();
      if (!line.includes('Foyer is ready at')) return;
      clearTimeout(late);
      ready();
    };
    for (const output of [child.stdout, child.stderr]) {
      if (output !== null) createInterface(output).on('line', listen);
    }
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`the server ended with ${String(code)}:\n${log.join('\n')}`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await ended;
  clearTimeout(late);
}

export async function startServer(place: ServerPlace = {}): Promise<Server> {
  const httpPort = place.httpPort ?? (await freeTcpPort());
  const rtcPorts = await freeUdpPorts();
  const announcedAddress = place.announcedAddress ?? '127.0.0.1';
  const began = performance.now();
  const child = spawn('env', [...(place.within ?? []), LAUNCHER], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      FOYER_PORT: String(httpPort),
      FOYER_RTC_PORT: String(rtcPorts[0]),
      FOYER_LOOPS: String(MEDIA_LOOPS),
      FOYER_ANNOUNCED_ADDRESS: announcedAddress,
      // Its port is the same for all servers, unless said otherwise.
      FOYER_TURN: 'off',
      ...place.keys,
    },
  });
  const log: string[] = [];
  try {
    await becomesReady(child, log);
  } catch (error) {
    await stop(child);
    throw error;
  }
  const { pid } = child;
  if (pid === undefined) throw new Error('a running process without an id');
  const proc = `/proc/${pid}`;

  return {
    url: `http://localhost:${httpPort}`,
    httpPort,
    rtcPorts,
    readyAfterMs: performance.now() - began,
    async cpuMs() {
      // proc(5): the name is in brackets and may have spaces; utime and stime are fields 14 and 15.
      const stat = await readFile(`${proc}/stat`, 'utf8');
      const [utime, stime] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13);
      return ((Number(utime) + Number(stime)) * 1000) / CLOCK_TICKS_PER_SECOND;
    },
    async residentMb() {
      const status = await readFile(`${proc}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
    },
    log: () => log.join('\n'),
    stop: () => stop(child),
  };
}
