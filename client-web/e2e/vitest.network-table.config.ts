import { defineConfig } from 'vitest/config';
import browsers from './vitest.config';

export default defineConfig({ test: { ...browsers.test, include: ['network-table.measure.ts'] } });
