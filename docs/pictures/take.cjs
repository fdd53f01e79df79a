// Walks the portal as its first admin would, and takes a picture of every area. Called by take.sh.
const { chromium } = require('playwright-core');
const [link, folder] = process.argv.slice(2);
const size = { width: 1440, height: 900 };
const person = { email: 'ada@example.org', password: 'a long walk by the sea' };

// Name of the picture, the page, and what has to be there before it is taken.
const areas = [
  ['sources', '/portal/sources', '.sources-box'],
  ['source', '/portal/sources/demo', 'main h1'],
  ['schedules', '/portal/schedules', '.schedules'],
  ['jobs', '/portal/jobs', '.jobs-table'],
  ['logs', '/portal/logs', '.line'],
  ['items', '/portal/items?view=posters', '.posters li'],
  ['dead-letters', '/portal/dead-letters', 'main h1'],
  ['audit', '/portal/audit', 'main h1'],
  ['settings', '/portal/settings', 'main h1'],
  ['people', '/portal/people', 'main h1'],
  ['system', '/portal/system', 'main h1'],
];

async function live(page) {
  await page.waitForSelector('html[data-circuit=live]');
  await page.waitForFunction(() => !document.querySelector('.mud-skeleton'));
}

async function take(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(name);
}

(async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: size, colorScheme: 'light', baseURL: new URL('/', link).href });
  const page = await context.newPage();
  const go = async (path, sign) => {
    await page.goto(path);
    await live(page);
    await page.waitForSelector(sign);
  };

  await page.goto(link);
  await page.fill('#email', person.email);
  await page.fill('#password', person.password);
  await page.fill('#repeated', person.password);
  await page.click('button[type=submit]');
  await live(page);

  // A first crawl, watched on the dashboard and on its own page.
  await page.click("button:has-text('Run it now')");
  await page.waitForSelector('article.job a.job-name');
  const job = new URL(await page.getAttribute('article.job a.job-name', 'href'), new URL('/', link)).pathname;
  await go(job, '.line .message');
  await page.waitForTimeout(3000);
  await take(page, 'job');
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    await go('/', 'article.job');
    await page.waitForTimeout(2000);
    await take(page, `dashboard-${theme}`);
  }

  await page.emulateMedia({ colorScheme: 'light' });
  await go(job, 'main .badge');
  await page.waitForFunction(() => !/waiting|running/.test(document.querySelector('main .badge').innerText), null, { timeout: 180000 });

  // The schedules are armed.
  await page.click(".mode-choice:has-text('Auto')");
  await page.waitForSelector('.form-dialog');
  await page.fill('#reason', 'the first crawl went well');
  await page.waitForFunction(() => !document.querySelector('.form-dialog')?.innerText.includes('Reading'));
  await page.waitForTimeout(500); // its label moves away from what is typed
  await take(page, 'auto');
  await page.click('.form-dialog button[type=submit]');
  await page.waitForSelector(".mode-choice.on:has-text('Auto')");

  for (const [name, path, sign] of areas) {
    await go(path, sign);
    await take(page, name);
  }

  await go('/portal/sources/demo/studio', '.editor.coded');
  await page.click("button:has-text('Fetch once')");
  await page.waitForSelector('.row-body');
  await take(page, 'studio');

  // Everything is stopped; in the dark, as it mostly is.
  await page.emulateMedia({ colorScheme: 'dark' });
  await go('/', 'main');
  await page.click('.stop-button');
  await page.waitForFunction(() => document.querySelector('.stopped-word')?.innerText === 'STOPPED' && document.querySelector('[data-stop-status]').hidden);
  await take(page, 'stopped');
  await browser.close();
})().catch(failed => {
  console.error(failed);
  process.exit(1);
});
