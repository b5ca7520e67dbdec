// Opens a page in Chromium as a reader would, and tells as JSON what is there. Run in infra/web, whose node_modules hold playwright-core.
//   node look_at_page.mjs PAGE FOLDER CHROMIUM
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { chromium } = createRequire(join(process.cwd(), 'package.json'))('playwright-core');
const [page_file, folder, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const told = { errors: [], requests: [], widths: {} };
  const page = await browser.newPage();
  page.on('console', (message) => told.errors.push(message.text()));
  page.on('pageerror', (error) => told.errors.push(String(error)));
  page.on('request', (request) => told.requests.push(request.url()));
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.goto(pathToFileURL(page_file).href);
    told.widths[width] = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      // Text of charts as it is seen, in CSS pixels.
      smallest: Math.min(...[...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect().height)),
    }));
    await page.screenshot({ path: join(folder, `page-${width}.png`), fullPage: true });
  }
  told.sections = await page.$$eval('h2', (headings) => headings.map((heading) => heading.textContent));
  told.charts = await page.$$eval('svg', (svgs) =>
    svgs.map((svg) => ({
      label: svg.getAttribute('aria-label'),
      marks: [...svg.querySelectorAll('path')].filter((path) => {
        const box = path.getBBox();
        const drawn = path.getAttribute('fill') !== 'none' || path.getAttribute('stroke');
        return drawn && (box.width > 0 || box.height > 0);
      }).length,
      hatched: svg.querySelectorAll('[fill^="url(#"]').length,
      broken: [...svg.querySelectorAll('[fill^="url(#"]')].filter(
        (shape) => !document.querySelector(shape.getAttribute('fill').slice(4, -1))).length,
    })));
  told.ids = await page.$$eval('[id]', (elements) => elements.map((element) => element.id));
  told.panels = await page.$$eval('.panel', (panels) =>
    panels.map((panel) => ({
      market: panel.dataset.market,
      metric: panel.dataset.metric,
      value: panel.querySelector('.big').firstChild.textContent,
      moves: [...panel.querySelectorAll('dd')].map((cell) => cell.textContent),
    })));
  const pdf = readFileSync(await page.pdf({ path: join(folder, 'page.pdf'), preferCSSPageSize: true, printBackground: true })
    .then(() => join(folder, 'page.pdf'))).toString('latin1');
  told.paper = [...new Set(pdf.match(/\/MediaBox \[[^\]]*\]/g))];
  told.pages = (pdf.match(/\/Type \/Page\b(?!s)/g) ?? []).length;
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
process.exit(0);
