import { defineConfig } from 'vitest/config';
import browsers from './vitest.config';

export default defineConfig({
  // A measurement tells what it found, and is not tried again.
  test: { ...browsers.test, include: ['network-table.measure.ts'], setupFiles: [], retry: 0 },
});
