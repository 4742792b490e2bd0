import { describe, expect, test } from 'vitest';
import { isProper } from './abuser.ts';
import { nonsensePayloads } from './nonsense.ts';

describe('an answer is proper', () => {
  test.each([[[]], [[{}]], [[{ ok: true }]], [[{ error: 'not-host' }]]])('%j', (args) => {
    expect(isProper(args)).toBe(true);
  });
});

describe('an answer is not proper', () => {
  test.each([
    [[null]],
    [['ok']],
    [[{ ok: true }, 1]],
    [[{ error: 'java.lang.NullPointerException' }]],
    [[{ error: { message: 'x' } }]],
    [[{ error: null }]],
  ])('%j', (args) => {
    expect(isProper(args)).toBe(false);
  });
});

test('nonsense survives being sent as JSON', () => {
  for (const payload of nonsensePayloads('r')) {
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
  }
});
