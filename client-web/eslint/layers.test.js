import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import layers from './layers.js';

/**
 * @param {string} filename
 * @param {string} code
 */
function complaints(filename, code) {
  const linter = new Linter();
  const config = {
    files: ['**/*.ts'],
    plugins: { foyer: layers },
    rules: /** @type {const} */ ({ 'foyer/layers': 'error' }),
  };
  return linter.verify(code, [config], { filename }).map((message) => message.message);
}

describe('layers', () => {
  it('reports an import against the direction', () => {
    expect(complaints('src/rtc/a.ts', `import { m } from '../meeting/meeting.svelte';`)).toEqual([
      'rtc must not import meeting',
    ]);
    expect(complaints('src/ui/a.ts', `export * from '../protocol/events';`)).toEqual([
      'ui must not import protocol',
    ]);
    expect(complaints('src/protocol/a.ts', `const m = import('../util/ids');`)).toEqual([
      'protocol must not import util',
    ]);
  });

  it('reports one feature importing another', () => {
    expect(complaints('src/features/call/a.ts', `import { p } from '../prejoin/p';`)).toEqual([
      'feature call must not import feature prejoin',
    ]);
  });

  it('reports a library outside the folder that owns it', () => {
    expect(complaints('src/rtc/a.ts', `import { untrack } from 'svelte';`)).toEqual([
      'rtc must not use svelte',
    ]);
    expect(complaints('src/meeting/a.ts', `import { io } from 'socket.io-client';`)).toEqual([
      'meeting must not use socket.io-client',
    ]);
  });

  it('allows what goes downwards, stays in its folder or is a leaf', () => {
    const code = `
      import { session } from '../../meeting/meeting.svelte';
      import { grid } from './grid';
      import { text } from '../../ui/text';`;
    expect(complaints('src/features/call/a.ts', code)).toEqual([]);
  });
});
