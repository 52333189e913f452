import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

/** Debian's Chromium, or the one named in CHROMIUM, or the one that Playwright installed. */
const debian = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM ?? (existsSync(debian) ? debian : undefined);

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'tests',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // How long a busy machine may take. What has to be quick says so where it is tested.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'da-DK',
    // As the server's: else the two have different days for an hour or two around midnight, and nothing here is about that.
    timezoneId: 'UTC',
    launchOptions: { executablePath, args },
    // What was done and what came over the line. A picture of the page at each step costs a fifth of the time: `--trace on` takes them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
  projects: [{ name: 'phone', use: { ...devices['Pixel 5'], viewport: { width: 360, height: 740 } } }],
});
