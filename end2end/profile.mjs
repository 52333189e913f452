// Makes a browser's folder in which somebody is signed in: FOLDER and ADDRESS as arguments, the session in SESSION. Chromium gives a
// cookie that it was only told to send along with the page to nothing that the page asks for itself. By its address alone the cookie
// would be of that page's own folder.
import { chromium } from '@playwright/test';

const [folder, url] = process.argv.slice(2);
const day = 24 * 60 * 60;
const context = await chromium.launchPersistentContext(folder, { executablePath: process.env.CHROME_PATH, args: ['--no-sandbox'] });
await context.addCookies([{ name: 'session', value: process.env.SESSION, domain: new URL(url).hostname, path: '/', expires: Math.floor(Date.now() / 1000) + day }]);
await context.close();
