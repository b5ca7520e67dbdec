// Draws charts as SVG: reads {"charts": [{"width", "height", "option"}]} from standard input, writes an array of SVG texts, in the same order.
// The same input gives the same bytes. An axis with "format" gets its labels by that name, since JSON has no functions.
import * as echarts from 'echarts';
import { readFileSync, writeSync } from 'node:fs';

const short = (value) => {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return trim(value);
};
const trim = (value) => String(Math.round(value * 100) / 100);
const formats = {
  number: short,
  share: (value) => `${trim(value * 100)} %`,
  seconds: (value) => `${trim(value)} s`,
  ms: (value) => `${short(value)} ms`,
};

function draw({ width, height, option }, index) {
  for (const axis of [option.yAxis].flat()) {
    if (axis?.format) axis.axisLabel = { ...axis.axisLabel, formatter: formats[axis.format] };
  }
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return tidy(svg, `c${index}`);
}

// Many charts share one page: ids are made unique to each, and what only matters to a mouse goes.
function tidy(svg, prefix) {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace(/ pointer-events="visible"/g, '')
    .replace(/ (version|baseProfile|xmlns:xlink)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${prefix}-`)
    .replace(/(\d+\.\d{2})\d+/g, '$1')
    .replace(/>\s+</g, '><')
    .trim();
}

const { charts } = JSON.parse(readFileSync(0, 'utf8'));
const answer = Buffer.from(JSON.stringify(charts.map(draw)));
for (let at = 0; at < answer.length; ) {
  try {
    at += writeSync(1, answer, at);
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error;
  }
}
