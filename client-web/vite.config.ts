import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { finishing } from './vite/plugins.ts';

const SERVER = 'http://localhost:3000';

export default defineConfig({
  plugins: [svelte(), svelteTesting(), finishing()],
  assetsInclude: ['**/*.binarypb', '**/*.tflite'],
  build: {
    target: 'es2022',
    // A strict content policy allows no data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: {
      '/socket.io': { target: SERVER, ws: true },
      '/leave': { target: SERVER },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'eslint/**/*.test.js'],
    restoreMocks: true,
  },
});
