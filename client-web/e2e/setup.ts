// What all tests share: one server and one Chromium.
import type { TestProject } from 'vitest/node';
import { launchChromium } from './chromium';
import { startServer } from './server';

declare module 'vitest' {
  export interface ProvidedContext {
    server: { url: string; rtcPorts: number[] };
    chromium: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const chromium = await launchChromium().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  project.provide('server', { url: server.url, rtcPorts: server.rtcPorts });
  project.provide('chromium', chromium.wsEndpoint());
  return async () => {
    await chromium.close();
    await server.stop();
  };
}
