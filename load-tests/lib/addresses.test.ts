import { expect, test } from 'vitest';
import { addressOf } from './addresses.ts';

test('everybody has an address', () => {
  expect(addressOf(1)).toBe('10.0.0.1');
  expect(addressOf(256)).toBe('10.0.1.0');
  expect(addressOf(70_000)).toBe('10.1.17.112');
  expect(new Set(Array.from({ length: 5_000 }, (_, at) => addressOf(at + 1))).size).toBe(5_000);
});

test('the addresses begin again where there are no more', () => {
  expect(addressOf(2 ** 24 - 2)).toBe('10.255.255.254');
  expect(addressOf(2 ** 24 - 1)).toBe('10.0.0.1');
});
