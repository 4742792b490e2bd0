import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./setup.ts'],
    setupFiles: ['./second-try.ts'],
    retry: 2,
    root: import.meta.dirname,
    // Two cores carry four or five people: one room at a time.
    fileParallelism: false,
    maxConcurrency: 1,
    reporters: ['verbose'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
