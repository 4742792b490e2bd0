/** What a broken or hostile client may send. */

/** Payloads that make no sense, or only nearly. */
export function nonsensePayloads(roomId: string): readonly unknown[] {
  return [
    {},
    'room',
    '',
    7,
    true,
    null,
    [[[[1]]]],
    { roomId: 7 },
    { roomId: {} },
    { roomId: '../etc' },
    { roomId: 'x'.repeat(65) },
    { roomId, name: {}, participantId: 8, sessionToken: [] },
    { roomId, userId: 'nobody', isHost: 'yes', kind: 'smell', keepOut: 1 },
    { roomId, userId: '__proto__', token: '../../x', locked: 'no', allowed: null },
    { roomId, transportId: 1, producerId: false },
    { roomId, transportId: 't', dtlsParameters: { role: 'boss', fingerprints: { a: 1 } } },
    { roomId, transportId: 't', kind: 'smell', rtpParameters: { codecs: [null] } },
    { roomId, transportId: 't', producerId: 'p', rtpCapabilities: { codecs: [null, 3] } },
    { roomId, muted: 'yes', handRaised: 1, typing: {}, reaction: '', message: [] },
    { roomId, message: 'x'.repeat(2_001), reaction: 'x'.repeat(257) },
    { roomId, producerId: 'p', spatialLayer: -1, temporalLayer: 1e300 },
  ];
}

/** Text frames that are no packets, or none that this server takes. */
export const NONSENSE_FRAMES: readonly string[] = [
  '',
  '4',
  '42',
  '42[',
  '42[]',
  '42[7]',
  '42{}',
  '42["join-room"',
  '4299999999999999999999["join-room",{}]',
  '421["join-room",{]',
  '43[]',
  '431[]',
  '44',
  '451-["join-room",{"_placeholder":true,"num":0}]',
  '45',
  '47',
  '40/admin,',
  '42/admin,["x"]',
  '0',
  '0{}',
  '2x',
  '3probe',
  '5',
  '6',
  '9',
  'x',
  '\u0000',
  'b4AAAA',
  '9999999999:x',
  '\u001e\u001e',
  `42${'['.repeat(2_000)}`,
];

/** Bodies for `POST /leave`; each is answered 204. */
export const NONSENSE_GOODBYES: readonly string[] = [
  '',
  'not json',
  '"room"',
  '[]',
  '{"roomId":7}',
  '{"roomId":"r","participantId":"p","sessionToken":"wrong"}',
  '['.repeat(900),
  'x'.repeat(5_000),
];
