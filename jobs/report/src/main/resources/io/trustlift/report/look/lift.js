// Lift of showing credentials: tables and forests that several views share.
import { forest } from './charts.js';
import { h } from './dom.js';
import { interval, lift, number, pValue, share, verdict, words } from './format.js';
import { table } from './table.js';

/** Rows of one outcome. */
export function ofOutcome(rows, outcome) {
  return rows.filter((row) => row.outcome === outcome);
}

/** Focus values beside markets: lift, interval and verdict in each cell. */
export function matrix({ rows, caption, name }) {
  const markets = [...new Set(rows.map((row) => row.market))].sort((a, b) => (b === 'ALL') - (a === 'ALL') || a.localeCompare(b));
  const byCell = new Map(rows.map((row) => [row.market + '\u0000' + row.focus_value, row]));
  const values = rank(rows, 'ALL');
  return table({
    caption,
    rows: values,
    columns: [
      { title: '', cell: (value) => name(value) },
      ...markets.map((market) => ({
        title: market === 'ALL' ? 'All markets' : market,
        value: (value) => byCell.get(market + '\u0000' + value)?.rate_ratio,
        cell: (value) => cell(byCell.get(market + '\u0000' + value)),
      })),
    ],
  });
}

/** Focus values, those with the greatest shrunk ratio in a market first: the one to rank by, for it is not led by luck. */
export function rank(rows, market) {
  const all = [...new Set(rows.map((row) => row.focus_value))];
  const shrunk = new Map(rows.filter((row) => row.market === market).map((row) => [row.focus_value, row.shrunk_ratio]));
  return all.sort((a, b) => (shrunk.get(b) ?? -1) - (shrunk.get(a) ?? -1) || a.localeCompare(b));
}

/** All that is known of each row. */
export function details({ rows, caption, name }) {
  return table({
    caption,
    rows,
    columns: [
      { title: 'Shown', cell: (row) => name(row.focus_value) },
      { title: 'Lift', number: true, value: (row) => row.rate_ratio, cell: (row) => lift(row.rate_ratio) },
      { title: '95 % interval', number: true, cell: (row) => interval(lift(row.low), lift(row.high)) },
      { title: 'Shrunk lift', number: true, value: (row) => row.shrunk_ratio, cell: (row) => lift(row.shrunk_ratio) },
      { title: 'Verdict', phrase: true, cell: (row) => verdict(row.verdict) },
      { title: 'Adjusted p', number: true, value: (row) => row.p_adjusted, cell: (row) => pValue(row.p_adjusted) },
      { title: 'Streams', number: true, value: (row) => row.streams, cell: (row) => number(row.streams) },
      { title: 'Rate with', number: true, value: (row) => row.exposed_rate, cell: (row) => number(row.exposed_rate, 1) },
      { title: 'Rate without', number: true, value: (row) => row.baseline_rate, cell: (row) => number(row.baseline_rate, 1) },
      { title: 'Viewer-minutes with', number: true, value: (row) => row.exposed_minutes, cell: (row) => number(row.exposed_minutes) },
    ],
  });
}

/** Intervals of rows, in the order given; the diamond is the shrunk estimate. */
export function liftForest({ rows, label, name, axis }) {
  return forest({
    ratio: true,
    label,
    name: axis,
    secondName: 'shrunk',
    rows: rows.map((row) => ({
      label: name(row.focus_value),
      estimate: row.rate_ratio,
      low: row.low,
      high: row.high,
      second: row.shrunk_ratio,
      lines: [
        `Lift ${lift(row.rate_ratio)}, 95 % interval ${interval(lift(row.low), lift(row.high))}`,
        `Shrunk ${lift(row.shrunk_ratio)}`,
        `${number(row.streams)} streams: ${verdict(row.verdict)}`,
      ],
    })),
  });
}

/** Whether the markets may be called different, in a table. */
export function heterogeneity(rows, name) {
  return table({
    caption: 'Do the markets differ? (Cochran’s Q over the markets, orders)',
    rows: rows.filter((row) => row.market === 'ALL' && row.outcome === 'order'),
    columns: [
      { title: 'Shown', cell: (row) => name(row.focus_value) },
      { title: 'p', number: true, value: (row) => row.markets_differ_p, cell: (row) => pValue(row.markets_differ_p) },
      { title: 'I²', number: true, value: (row) => row.i_squared, cell: (row) => share(row.i_squared, 0) },
      {
        title: 'Reading',
        phrase: true,
        cell: (row) =>
          row.markets_differ_p === null ? 'cannot be said yet' : row.markets_differ_p < 0.05 ? 'markets differ' : 'not shown that markets differ',
      },
    ],
  });
}

/** The name of a focus value: titles for credentials, words for the rest. */
export function namer(focus, names = []) {
  const titles = new Map(names.map((row) => [row.credential_id, row.title || row.credential_id]));
  return (value) => (focus === 'credential' ? (titles.get(value) ?? value) : words(value));
}

function cell(row) {
  if (!row) {
    return h('span', { class: 'dim' }, '· not shown');
  }
  return h(
    'span',
    { class: 'cell' },
    h('b', {}, lift(row.rate_ratio)),
    h('small', {}, interval(lift(row.low), lift(row.high))),
    h('small', {}, verdict(row.verdict)),
    h('small', {}, `${number(row.streams)} stream${row.streams === 1 ? '' : 's'}`),
  );
}
