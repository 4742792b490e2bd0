import { resolve } from 'node:path';
import { mergeConfig } from 'vitest/config';
import base from '../vitest.config';

const shared = { ...base, test: { ...base.test, include: ['pictures/screens.ts'] } };

export default mergeConfig(shared, {
  test: { globalSetup: [resolve(import.meta.dirname, '../setup.ts')] },
});
