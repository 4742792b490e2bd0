import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.check.ts'],
    // One load at a time.
    fileParallelism: false,
    maxConcurrency: 1,
    reporters: ['verbose'],
    testTimeout: 60_000,
    hookTimeout: 200_000,
  },
});
