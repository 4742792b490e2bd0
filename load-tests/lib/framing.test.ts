import { describe, expect, test } from 'vitest';
import { decode, eventFrame, socketUrl } from './framing.ts';

describe('what is sent', () => {
  test('asks for Engine.IO 4 over a WebSocket', () => {
    const address = '127.0.0.1:3000/socket.io/?EIO=4&transport=websocket';
    expect(socketUrl('http://127.0.0.1:3000')).toBe(`ws://${address}`);
    expect(socketUrl('https://127.0.0.1:3000/')).toBe(`wss://${address}`);
  });

  test('an event has its id before the array', () => {
    expect(eventFrame('join-room', [{ roomId: 'r' }], 12)).toBe('4212["join-room",{"roomId":"r"}]');
    expect(eventFrame('leave-room', [{}], 0)).toBe('420["leave-room",{}]');
  });

  test('an event that asks for no answer has no id', () => {
    expect(eventFrame('get-chat-history', ['room'])).toBe('42["get-chat-history","room"]');
    expect(eventFrame('bare', [])).toBe('42["bare"]');
  });
});

describe('what comes', () => {
  test('the handshake', () => {
    expect(
      decode(
        '0{"sid":"a1","upgrades":[],"pingInterval":10000,"pingTimeout":20000,"maxPayload":262144}',
      ),
    ).toEqual({ type: 'open', sid: 'a1', pingIntervalMs: 10_000 });
  });

  test('the connection to the namespace, or its refusal', () => {
    expect(decode('40{"sid":"b2"}')).toEqual({ type: 'connect', sid: 'b2' });
    expect(decode('44{"message":"no"}')).toEqual({ type: 'connect-error', message: 'no' });
  });

  test.each([
    ['1', 'close'],
    ['2', 'ping'],
    ['3', 'pong'],
    ['6', 'noop'],
    ['41', 'disconnect'],
  ])('%s is %s', (text, type) => {
    expect(decode(text)).toEqual({ type });
  });

  test('an event, with and without an id', () => {
    expect(decode('42["user-left",{"userId":"u"}]')).toEqual({
      type: 'event',
      name: 'user-left',
      args: [{ userId: 'u' }],
    });
    expect(decode('427["x"]')).toEqual({ type: 'event', name: 'x', args: [], ackId: 7 });
  });

  test('an answer, an empty one too', () => {
    expect(decode('4312[{"ok":true}]')).toEqual({ type: 'ack', ackId: 12, args: [{ ok: true }] });
    expect(decode('430[]')).toEqual({ type: 'ack', ackId: 0, args: [] });
  });

  test('text that looks like frames stays text', () => {
    expect(decode('42["chat",{"message":"42[\\"x\\"]\\u001e41 ✓"}]')).toEqual({
      type: 'event',
      name: 'chat',
      args: [{ message: '42["x"]\u001e41 ✓' }],
    });
  });

  test.each([
    '',
    '0',
    '0{}',
    '0{"sid":1,"pingInterval":1}',
    '4',
    '40',
    '40{}',
    '42',
    '42{}',
    '42[7]',
    '42["x"',
    '43[]',
    '431{}',
    '44',
    '451-["x",{"_placeholder":true,"num":0}]',
    '47',
    '5',
    '9',
    'b4AAAA',
    '\u0000',
  ])('%j is unknown', (text) => {
    expect(decode(text)).toEqual({ type: 'unknown', text });
  });

  test('any text is read without an exception', () => {
    const seed = 20_261_121;
    let state = seed;
    const random = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % below;
    };
    const alphabet = '0123456789[]{}",:x\\\u001e ';
    for (let run = 0; run < 5_000; run++) {
      const length = random(20);
      let text = '';
      for (let at = 0; at < length; at++) text += alphabet.charAt(random(alphabet.length));
      expect(() => decode(text), `seed ${seed}: ${JSON.stringify(text)}`).not.toThrow();
    }
  });
});
