import { WebSocket } from 'k6/websockets';
import { addressOf } from '../lib/addresses.ts';
import { Connection, type OpenWire } from '../lib/connection.ts';
import { socketUrl } from '../lib/framing.ts';
import { BASE_URL, OWN_ADDRESSES } from './settings.ts';
import { time } from './time.ts';

/** Headers of what person 1, 2, 3 … sends. */
export function headersOf(person: number): Record<string, string> {
  return OWN_ADDRESSES ? { 'X-Forwarded-For': addressOf(person) } : {};
}

const wireOf =
  (person: number): OpenWire =>
  (listener) => {
    const socket = new WebSocket(socketUrl(BASE_URL), null, { headers: headersOf(person) });
    socket.onopen = () => {
      listener.opened();
    };
    socket.onmessage = (message) => {
      if (typeof message?.data === 'string') listener.received(message.data);
    };
    socket.onerror = (failure) => {
      listener.closed(failure?.error ?? 'failed');
    };
    socket.onclose = () => {
      listener.closed('closed');
    };
    return {
      send: (text) => {
        socket.send(text);
      },
      close: () => {
        socket.close();
      },
    };
  };

/** All of this virtual user: the module is each one's own. */
const connections = new Set<Connection>();

/** A connection of person 1, 2, 3 … */
export async function connect(person: number): Promise<Connection> {
  const connection = await Connection.open(wireOf(person), time);
  connections.add(connection);
  void connection.ended().then(() => connections.delete(connection));
  return connection;
}

/** What a script that failed has left open would keep k6 waiting. */
export async function disconnectAll(): Promise<void> {
  await Promise.all([...connections].map((connection) => connection.sayGoodbye()));
}
