// Charts by ECharts, as SVG. Colours are names of look.css, so that a dark screen and paper change them without drawing again.
import * as echarts from './echarts.js';
import { h } from './dom.js';
import { change, isKnown, number } from './format.js';

// By name, for the widths of texts are measured before they stand in the page.
const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';
const TEXT = { color: 'var(--muted)', fontSize: 12 };
const AXIS = {
  axisLine: { lineStyle: { color: 'var(--strong-line)' } },
  axisTick: { show: false },
  axisLabel: TEXT,
  nameTextStyle: TEXT,
  splitLine: { lineStyle: { color: 'var(--line)' } },
};
const PATTERN = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: 'rgba(255, 255, 255, 0.55)' };
const TICKS = { wide: [0.125, 0.25, 0.5, 1, 2, 4, 8], close: [0.25, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] };

// Room for labels is given here; ECharts would take it from the drawing.
const FIXED = { outerBoundsMode: 'none' };

/** What charts of other files share. */
export const style = { TEXT, AXIS, FIXED };

const draws = new WeakMap();

/** A figure that mountCharts fills: option(width) gives the option of ECharts, label what a reader who cannot see it is told. */
export function chart({ label, height, option }) {
  const figure = h('figure', { class: 'chart', role: 'img', 'aria-label': label });
  draws.set(figure, { height, option });
  return figure;
}

/** Draws the figures below an element that stands in the page. */
export function mountCharts(root) {
  for (const figure of root.querySelectorAll('.chart:empty')) {
    const { height, option } = draws.get(figure);
    let drawn = null;
    let width = 0;
    const draw = () => {
      if (figure.clientWidth === width || figure.clientWidth === 0) {
        return;
      }
      width = figure.clientWidth;
      const tall = typeof height === 'function' ? height(width) : height;
      drawn?.dispose();
      drawn = echarts.init(figure, null, { renderer: 'svg', width, height: tall });
      drawn.setOption({ animation: false, useUTC: true, textStyle: { fontFamily: FONT }, ...option(width) });
      // Paper is of another width.
      figure.querySelector('svg').setAttribute('viewBox', `0 0 ${width} ${tall}`);
    };
    const observer = new ResizeObserver(() => {
      if (!figure.isConnected) {
        observer.disconnect();
        drawn?.dispose();
      } else if (!matchMedia('print').matches) {
        draw();
      }
    });
    draw();
    observer.observe(figure);
  }
}

/** A tooltip of lines of text, as elements: names of credentials are never markup. */
export function tooltip(lines) {
  return {
    confine: true,
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--strong-line)',
    textStyle: { color: 'var(--text)', fontSize: 12 },
    formatter: (at) => h('div', { class: 'tip' }, lines(at).map((line) => h('p', {}, line))),
  };
}

/** Estimates with intervals, one below the other. rows: {label, estimate, low, high, second, lines}; second is a further mark. */
export function forest({ rows, label, name, ratio, secondName }) {
  const scale = ratio ? Math.log : (value) => value;
  const shown = rows.filter((row) => isKnown(row.estimate) && (!ratio || row.estimate > 0));
  const [from, to] = extent(shown, scale, ratio);
  const clamp = (value) => Math.min(Math.max(value, from), to);
  const marks = to - from > Math.log(6) ? TICKS.wide : TICKS.close;
  const ticks = ratio ? marks.map(Math.log).filter((tick) => tick >= from && tick <= to) : undefined;
  const tickText = (value) => (ratio ? change(Math.exp(value) - 1, 0) : change(value));
  return chart({
    label,
    height: 62 + 26 * shown.length,
    option: (width) => {
      const labels = Math.min(0.42 * width, 11 + 6.6 * Math.max(...shown.map((row) => row.label.length), 4));
      return {
        grid: { ...FIXED, left: labels + 12, right: 18, top: 8, bottom: 50 },
        tooltip: tooltip(({ dataIndex }) => [shown[dataIndex].label, ...(shown[dataIndex].lines ?? [])]),
        xAxis: {
          ...AXIS,
          type: 'value',
          min: from,
          max: to,
          name,
          nameLocation: 'middle',
          nameGap: 30,
          axisLabel: { ...TEXT, formatter: tickText, hideOverlap: true, showMinLabel: ratio, showMaxLabel: ratio, ...(ticks && { customValues: ticks }) },
          axisTick: { show: true, lineStyle: { color: 'var(--strong-line)' }, ...(ticks && { customValues: ticks }) },
          splitLine: { show: false },
        },
        yAxis: {
          ...AXIS,
          type: 'category',
          inverse: true,
          data: shown.map((row) => row.label),
          axisLabel: { ...TEXT, color: 'var(--text)', width: labels, overflow: 'truncate' },
        },
        series: [
          {
            type: 'custom',
            data: shown.map((row, index) => [scale(row.estimate), index]),
            clip: false,
            renderItem: (_, api) => whisker(shown[api.value(1)], api, scale, clamp, from, to),
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: 'var(--strong-line)', type: 'solid', width: 1 },
              data: [{ xAxis: 0 }],
            },
          },
          ...(secondName
            ? [{
                type: 'scatter',
                name: secondName,
                symbol: 'diamond',
                symbolSize: 11,
                itemStyle: { color: 'var(--surface)', borderColor: 'var(--second)', borderWidth: 2 },
                emphasis: { disabled: true },
                data: shown.map((row, index) => (isKnown(row.second) ? [clamp(scale(row.second)), index] : null)).filter(Boolean),
              }]
            : []),
        ],
      };
    },
  });
}

/** Numbers of categories as bars, side by side where there are several series. */
export function bars({ categories, series, label, name, places = 1, percent = false, max }) {
  const text = (value) => (percent ? number(100 * value, places) + '\u00a0%' : number(value, places));
  return chart({
    label,
    height: 70 + categories.length * (12 + 15 * series.length),
    option: (width) => {
      const labels = Math.min(0.4 * width, 11 + 6.6 * Math.max(...categories.map((category) => category.length), 4));
      return {
        grid: { ...FIXED, left: labels + 12, right: 60, top: series.length > 1 ? 30 : 8, bottom: 40 },
        legend: { show: series.length > 1, top: 0, left: 0, textStyle: { color: 'var(--text)' }, data: series.map((one) => one.name) },
        tooltip: tooltip(({ seriesName, name: category, value }) => [`${category}: ${text(value)}`, seriesName]),
        aria: { enabled: true, label: { enabled: false }, decal: { show: series.length > 1, decals: [{ symbol: 'none' }, PATTERN] } },
        xAxis: {
          ...AXIS,
          type: 'value',
          max,
          name,
          nameLocation: 'middle',
          nameGap: 24,
          splitNumber: 4,
          axisLabel: { ...TEXT, formatter: (value) => (percent ? number(100 * value) + '\u00a0%' : number(value)) },
        },
        yAxis: {
          ...AXIS,
          type: 'category',
          inverse: true,
          data: categories,
          axisLabel: { ...TEXT, color: 'var(--text)', width: labels, overflow: 'truncate' },
        },
        series: series.map((one, index) => ({
          type: 'bar',
          name: one.name,
          barMaxWidth: 18,
          itemStyle: { color: index === 0 ? 'var(--accent)' : 'var(--second)' },
          emphasis: { disabled: true },
          label: { show: true, position: 'right', color: 'var(--text)', fontSize: 11, formatter: ({ value }) => text(value) },
          data: one.values,
        })),
      };
    },
  });
}

/** Lines over time or an offset. series: {name, points: [[x, y]], dashed, second, step}; band: {points: [[x, low, high]]}. */
export function lines({ series, band, label, name, height = 230, time = true, xName = '', xTicks, xText, yText, mark, zero = false }) {
  return chart({
    label,
    height,
    option: () => ({
      grid: { ...FIXED, left: name ? 80 : 58, right: 16, top: 32, bottom: xName ? 44 : 28 },
      legend: { top: 0, left: 0, textStyle: { color: 'var(--text)' }, data: series.map((one) => one.name), itemWidth: 28 },
      tooltip: {
        ...tooltip((at) => [xText(at[0].value[0]), ...at.filter(({ seriesName }) => seriesName).map((one) => `${one.seriesName}: ${yText(one.value[1])}`)]),
        trigger: 'axis',
        axisPointer: { lineStyle: { color: 'var(--strong-line)' } },
      },
      xAxis: {
        ...AXIS,
        type: time ? 'time' : 'value',
        min: 'dataMin',
        max: 'dataMax',
        name: xName,
        nameLocation: 'middle',
        nameGap: 26,
        splitLine: { show: false },
        axisLabel: { ...TEXT, hideOverlap: true, formatter: (value) => xText(value), ...(xTicks && { customValues: xTicks }) },
      },
      yAxis: { ...AXIS, type: 'value', name, nameLocation: 'middle', nameGap: 58, splitNumber: 4, axisLabel: { ...TEXT, formatter: yText } },
      series: [
        ...(band ? [area(band)] : []),
        ...series.map((one, index) => ({
          type: 'line',
          name: one.name,
          step: one.step ? 'end' : false,
          symbol: one.points.length < 40 ? (one.second ? 'diamond' : 'circle') : 'none',
          symbolSize: one.second ? 7 : 5,
          color: one.second ? 'var(--second)' : 'var(--accent)',
          itemStyle: { color: one.second ? 'var(--second)' : 'var(--accent)' },
          lineStyle: { color: one.second ? 'var(--second)' : 'var(--accent)', width: 2, type: one.dashed ? 'dashed' : 'solid' },
          emphasis: { disabled: true },
          data: one.points,
          ...(index === 0 && (mark !== undefined || zero)
            ? {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  lineStyle: { color: 'var(--strong-line)', type: 'solid' },
                  label: { show: false },
                  data: [mark !== undefined ? { xAxis: mark } : { yAxis: 0 }],
                },
              }
            : {}),
        })),
      ],
    }),
  });
}

function area(band) {
  return {
    type: 'custom',
    silent: true,
    data: band.points,
    encode: { x: 0, y: [1, 2] },
    renderItem: ({ dataIndexInside }, api) => dataIndexInside === 0 && ({
      type: 'polygon',
      shape: {
        points: [
          ...band.points.map(([x, low]) => api.coord([x, low])),
          ...[...band.points].reverse().map(([x, , high]) => api.coord([x, high])),
        ],
      },
      style: { fill: 'var(--band)' },
    }),
  };
}

function whisker(row, api, scale, clamp, from, to) {
  const at = (value) => api.coord([value, api.value(1)]);
  const [x, y] = at(clamp(scale(row.estimate)));
  const line = { stroke: 'var(--accent)', lineWidth: 2 };
  const children = [{ type: 'rect', shape: { x: x - 4, y: y - 4, width: 8, height: 8 }, style: { fill: 'var(--accent)' } }];
  if (isKnown(row.low) && isKnown(row.high)) {
    const [low, high] = [scale(row.low), scale(row.high)];
    const [left, right] = [at(clamp(low))[0], at(clamp(high))[0]];
    children.push({ type: 'line', shape: { x1: left, y1: y, x2: right, y2: y }, style: line });
    children.push(end(left, y, low < from ? 4 : 0, line), end(right, y, high > to ? -4 : 0, line));
  }
  return { type: 'group', children };
}

/** A cap, or a head of an arrow where the interval goes on beyond the chart. */
function end(x, y, back, line) {
  return { type: 'polyline', shape: { points: [[x + back, y - 4], [x, y], [x + back, y + 4]] }, style: { ...line, fill: 'none' } };
}

function extent(rows, scale, ratio) {
  const limit = ratio ? Math.log(8) : 1;
  const ends = rows.flatMap((row) => [row.low, row.high, row.estimate, row.second]).filter((value) => isKnown(value) && (!ratio || value > 0));
  const values = ends.map(scale).map((value) => Math.min(Math.max(value, -limit), limit));
  const least = ratio ? Math.log(1.3) : 0.02;
  const from = Math.min(...values, -least);
  const to = Math.max(...values, least);
  return [from - 0.04 * (to - from), to + 0.04 * (to - from)];
}
