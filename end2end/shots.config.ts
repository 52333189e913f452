import config from './playwright.config';

/** `make shots`: a picture of every page. Not a test, so it stands outside `tests`. */
export default { ...config, testDir: '.', testMatch: 'shots.ts', use: { ...config.use, trace: 'off' } };
