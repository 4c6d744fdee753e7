import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.mjs'

const executablePath = findChromium()
const displays = process.env['CHANCERY_DISPLAYS']?.split(' ') ?? []
const isRoot = process.getuid?.() === 0

/** `desktop` drives the built app in an Electron, `headless` drives the machine's own Chromium. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  // A file runs in one worker; on the desktop each worker has a screen of its own.
  workers: displays.length > 1 ? displays.length : 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  projects: [
    { name: 'desktop', testDir: 'e2e/desktop' },
    {
      name: 'headless',
      testDir: 'e2e/headless',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...(executablePath === undefined ? {} : { executablePath }),
          // Chromium refuses to run as root inside its sandbox; the pages tested are our own.
          args: isRoot ? ['--no-sandbox'] : []
        }
      }
    }
  ]
})
