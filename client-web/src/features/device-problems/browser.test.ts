import { expect, it } from 'vitest';
import { browserOf } from './browser';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)';

it.each([
  [`${MAC} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`, 'chrome'],
  [
    `${MAC} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0`,
    'chrome',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox'],
  [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15`, 'safari'],
  [`${IPHONE} AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1`, 'safari-ios'],
  [`${IPHONE} AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1`, 'safari-ios'],
  ['curl/8', 'other'],
])('knows what %s is', (userAgent, kind) => {
  expect(browserOf(userAgent)).toBe(kind);
});
