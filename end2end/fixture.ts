// What every spec imports instead of @playwright/test: a server of its own per worker, people with a window each, and pages
// that may not complain.
import { test as base, expect } from '@playwright/test';
import { Person, watch, type Device } from './people';
import { startServer, type Server } from './server';

interface PerTest {
  /** Everything that a browser complained about; a test that expects a complaint empties it. */
  complaints: string[];
  /** Gives somebody a window of their own: nothing is shared with anybody else's. `url`: where they find the server. */
  person: (name: string, device: Device, url?: string) => Promise<Person>;
}

export const test = base.extend<PerTest, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  complaints: [
    async ({ javaScriptEnabled }, use) => {
      const complaints: string[] = [];
      await use(complaints);
      // Without script nothing uses what a page loads ahead; a page that lies open for some seconds says so.
      const idle = (complaint: string) => javaScriptEnabled === false && complaint.includes('was preloaded using link preload but not used');
      expect(complaints.filter((it) => !idle(it)), 'the browser complained').toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, complaints }, use) => {
    watch(page, 'the page', complaints);
    await use(page);
  },
  person: async ({ browser, baseURL, complaints }, use) => {
    const people: Person[] = [];
    await use(async (name, device, url = baseURL!) => {
      const person = await Person.sitDown(browser, name, device, url, complaints);
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.context.close()));
  },
});

export { expect };
