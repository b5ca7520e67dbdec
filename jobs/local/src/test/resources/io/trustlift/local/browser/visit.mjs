// Opens pages in Chromium and tells what is on them. The job comes as JSON on standard input, the results go out likewise:
// {packages, chromium, visits: [{url, ready, width, dark, tabs, enter, hover, screenshot, pdf}]} to [{...}], one for each visit.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const job = JSON.parse(await text(process.stdin));
const { chromium } = createRequire(job.packages + '/')('playwright-core');
const READY_MS = 60000;

const browser = await chromium.launch({ executablePath: job.chromium, args: ['--no-sandbox', '--disable-gpu'] });
const results = [];
try {
  for (const visit of job.visits) {
    results.push(await open(visit));
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(results));

async function open(visit) {
  const context = await browser.newContext({
    viewport: { width: visit.width, height: 900 },
    colorScheme: visit.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('request', (request) => requests.push(request.url()));
  const start = performance.now();
  const response = await page.goto(visit.url, { waitUntil: 'commit' });
  if (visit.ready) {
    await page.locator(visit.ready).waitFor({ state: 'attached', timeout: READY_MS });
  } else {
    await page.waitForLoadState('load');
  }
  const millis = performance.now() - start;
  const result = await page.evaluate(describe);
  const focused = [];
  for (let tab = 0; tab < (visit.tabs ?? 0); tab++) {
    await page.keyboard.press('Tab');
    focused.push(await page.evaluate(() => {
      const element = document.activeElement;
      const outlined = element === document.body || getComputedStyle(element).outlineStyle !== 'none';
      return { tag: element.tagName, text: element.textContent.trim(), name: element.getAttribute('name') ?? '', href: element.getAttribute('href') ?? '', outlined };
    }));
  }
  if (visit.enter) {
    await page.locator(visit.enter).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== result.url);
    await page.locator(visit.ready).waitFor({ state: 'attached', timeout: READY_MS });
    result.after = await page.evaluate(describe);
  }
  for (const selector of visit.hover ?? []) {
    await page.locator(selector).first().scrollIntoViewIfNeeded();
    await page.locator(selector).first().hover({ force: true });
    result.tips = [...(result.tips ?? []), ...(await page.locator('.tip').allInnerTexts())];
  }
  if (visit.screenshot) {
    await page.screenshot({ path: visit.screenshot, fullPage: true });
  }
  if (visit.pdf) {
    await page.emulateMedia({ media: 'print' });
    result.printedHeights = await page.locator('figure').evaluateAll((figures) => figures.map((figure) => figure.querySelector('svg').getBoundingClientRect().height));
    await page.pdf({ path: visit.pdf, format: 'A4', printBackground: true, preferCSSPageSize: true });
  }
  await context.close();
  return { ...result, status: response.status(), millis, complaints, requests, focused };
}

/** Runs in the page. */
function describe() {
  const texts = (root, selector) => [...root.querySelectorAll(selector)].map((element) => element.textContent);
  return {
    url: location.href,
    title: document.title,
    text: document.body.innerText,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    messages: texts(document, '.message, .notice'),
    coloured: texts(document, '.better, .worse'),
    links: [...document.querySelectorAll('a[href]')].map((anchor) => anchor.getAttribute('href')),
    charts: [...document.querySelectorAll('figure')].map((figure) => {
      const marks = [...figure.querySelectorAll('svg path, svg polyline, svg rect, svg circle, svg polygon')].filter((mark) => !mark.closest('defs'));
      const fills = {};
      for (const mark of marks) {
        const fill = mark.getAttribute('fill') ?? '';
        fills[fill] = (fills[fill] ?? 0) + 1;
      }
      const strokes = {};
      for (const mark of marks) {
        const stroke = mark.getAttribute('stroke') ?? '';
        strokes[stroke] = (strokes[stroke] ?? 0) + 1;
      }
      return { label: figure.getAttribute('aria-label') ?? '', marks: marks.length, fills, strokes, texts: texts(figure, 'svg text') };
    }),
    tables: [...document.querySelectorAll('table')].map((table) => ({
      panel: table.closest('section')?.getAttribute('aria-label') ?? '',
      caption: table.caption?.textContent ?? '',
      head: texts(table, 'thead th'),
      rows: [...table.tBodies].flatMap((body) =>
        [...body.rows].map((row) => [...row.cells].map((cell) => ({ text: cell.textContent, value: cell.dataset.value ?? null })))),
    })),
  };
}
