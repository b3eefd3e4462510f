import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_ARGS, installedBrowser, playwrightBrowser } from './scripts/browser.mjs';

const executablePath = installedBrowser() ?? (await playwrightBrowser()) ?? undefined;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'app/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          setupFiles: ['src/testing/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        worker: { format: 'iife' },
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            '@tanstack/react-virtual',
            'lucide-react',
            'zustand',
            'comlink',
            'fflate',
            'fast-xml-parser',
            'valibot',
            'wouter/use-hash-location',
            '@noble/hashes/sha2.js',
            '@zip.js/zip.js/lib/zip-core-native.js',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts', 'app/**/*.browser.test.tsx'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: BROWSER_ARGS, ...(executablePath ? { executablePath } : {}) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
