/**
 * The text frames of Socket.IO v4 (protocol 5) in those of Engine.IO 4, over a WebSocket, in the
 * default namespace: one packet a frame. What cannot be read is `unknown`, never an exception.
 */

export type Packet =
  | { readonly type: 'open'; readonly sid: string; readonly pingIntervalMs: number }
  | { readonly type: 'close' | 'ping' | 'pong' | 'noop' | 'disconnect' }
  | { readonly type: 'connect'; readonly sid: string }
  | { readonly type: 'connect-error'; readonly message: string }
  | EventPacket
  | { readonly type: 'ack'; readonly ackId: number; readonly args: readonly unknown[] }
  | { readonly type: 'unknown'; readonly text: string };

export type EventPacket = {
  readonly type: 'event';
  readonly name: string;
  readonly args: readonly unknown[];
  readonly ackId?: number;
};

/** Where a client connects. */
export function socketUrl(baseUrl: string): string {
  return `${baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '')}/socket.io/?EIO=4&transport=websocket`;
}

export const CONNECT = '40';
export const DISCONNECT = '41';
export const PONG = '3';

/** An event; without an `ackId` no answer is asked for. */
export function eventFrame(name: string, args: readonly unknown[], ackId?: number): string {
  return `42${ackId ?? ''}${JSON.stringify([name, ...args])}`;
}

export function decode(text: string): Packet {
  const body = text.slice(1);
  switch (text.charAt(0)) {
    case '0':
      return open(text, body);
    case '1':
      return { type: 'close' };
    case '2':
      return { type: 'ping' };
    case '3':
      return { type: 'pong' };
    case '4':
      return message(text);
    case '6':
      return { type: 'noop' };
    default:
      return { type: 'unknown', text };
  }
}

function open(text: string, body: string): Packet {
  const handshake = parse(body);
  return isRecord(handshake) &&
    typeof handshake.sid === 'string' &&
    typeof handshake.pingInterval === 'number'
    ? { type: 'open', sid: handshake.sid, pingIntervalMs: handshake.pingInterval }
    : { type: 'unknown', text };
}

function message(text: string): Packet {
  const body = text.slice(2);
  switch (text.charAt(1)) {
    case '0':
      return connect(text, body);
    case '1':
      return { type: 'disconnect' };
    case '2':
      return event(text, body);
    case '3':
      return ack(text, body);
    case '4':
      return connectError(text, body);
    default:
      return { type: 'unknown', text };
  }
}

function connect(text: string, body: string): Packet {
  const data = parse(body);
  return isRecord(data) && typeof data.sid === 'string'
    ? { type: 'connect', sid: data.sid }
    : { type: 'unknown', text };
}

function connectError(text: string, body: string): Packet {
  const data = parse(body);
  return isRecord(data) && typeof data.message === 'string'
    ? { type: 'connect-error', message: data.message }
    : { type: 'unknown', text };
}

function event(text: string, body: string): Packet {
  const { ackId, list } = numbered(body);
  const [name, ...args] = list ?? [];
  if (typeof name !== 'string') return { type: 'unknown', text };
  return { type: 'event', name, args, ...(ackId === null ? {} : { ackId }) };
}

function ack(text: string, body: string): Packet {
  const { ackId, list } = numbered(body);
  return ackId === null || list === null
    ? { type: 'unknown', text }
    : { type: 'ack', ackId, args: list };
}

/** A packet's id, if it has one, and the array behind it. */
function numbered(body: string): { ackId: number | null; list: readonly unknown[] | null } {
  const digits = /^\d*/.exec(body)?.[0] ?? '';
  const list = parse(body.slice(digits.length));
  return { ackId: digits === '' ? null : Number(digits), list: Array.isArray(list) ? list : null };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
