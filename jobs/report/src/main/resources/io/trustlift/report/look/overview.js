// What does trust do for us, in each market?
import { bars } from './charts.js';
import { h } from './dom.js';
import { change, duration, interval, minute, number, share, verdict, words } from './format.js';
import { details, liftForest, matrix, namer, ofOutcome, rank } from './lift.js';
import { Panel } from './panel.js';
import { link, marketRows } from './state.js';
import { folded, table } from './table.js';

const MOST = 12;

export function overview(filters) {
  const { market, mode, focus, range } = filters;
  const where = market === '' || market === 'ALL' ? 'all markets' : market;
  return {
    title: 'What does trust do for us?',
    subtitle: `${where === 'all markets' ? 'All markets' : 'Market ' + where}, ${mode === 'all' ? 'live and replay' : mode} viewers.`,
    panels: [
      totals(filters),
      new Panel({
        title: `Lift on orders by ${focus}`,
        about:
          'By how much the rate of orders per viewer-minute goes up or down while a credential is on screen or was just seen, against viewer-time of the' +
          ' same stream, the same five minutes and the same other credentials without it. Below, squares are estimates with 95 % intervals, diamonds the shrunk lift, by which rows are sorted.',
        evidence: 'observational',
        asks: [['lift', { market, mode, focus, range }], ['names']],
        draw: (rows, names) => lifts(rows, names, 'order', filters),
      }),
      new Panel({
        title: `Lift on inquiries by ${focus}`,
        about:
          'The same for questions asked. Fewer can be good: what a credential answers need not be asked. No direction is the better one here.',
        evidence: 'observational',
        asks: [['lift', { market, mode, focus, range }], ['names']],
        draw: (rows, names) => lifts(rows, names, 'inquiry', filters),
      }),
      new Panel({
        title: 'Funnel',
        half: true,
        about: 'Of the viewers who began a visit in this time, how many did each of these, in any order. Counts of viewers, of all who watched.',
        evidence: 'count',
        asks: [['funnel', { market, mode, range }]],
        draw: (rows) => funnel(marketRows(rows, market)),
      }),
      new Panel({
        title: 'Claims beside what was measured',
        half: true,
        about: 'What the playbook claims, and the lift of live viewer-time with its 95 % interval. The verdict says what the interval leaves of the claim.',
        evidence: 'observational',
        asks: [['claims', { range }]],
        draw: claims,
      }),
      new Panel({
        title: 'Streams',
        long: true,
        about: 'Live streams with viewers in this time, the newest first; a stream’s name opens it minute by minute. Whole streams, live visits of all markets.',
        evidence: 'count',
        asks: [['streams', { range }]],
        draw: (rows) => streams(rows, filters),
      }),
    ],
  };
}

/** The figures of a market, and of all markets below. */
export function totals({ market, mode, range }) {
  return new Panel({
    title: 'In short',
    about:
      'Viewers, and what they did: inquiries, orders and revenue per 1,000 viewer-minutes (revenue of paid orders whose currency has a rate), and orders per viewer.',
    evidence: 'count',
    asks: [['totals', { market, mode, range }]],
    draw: (rows) => {
      const row = marketRows(rows, market)[0];
      if (!row) {
        return 'Nobody watched in this time and mode. Choose a longer time, or replay and live together.';
      }
      return [stats(row), folded('The same for each market', totalsTable(rows))];
    },
  });
}

function stats(row) {
  const figure = (title, value, below) => h('div', {}, h('dt', {}, title), h('dd', {}, value, below && h('small', {}, below)));
  return h(
    'dl',
    { class: 'stats' },
    figure('Viewers', number(row.viewers), `${number(row.streams)} streams, ${number(row.viewer_minutes)} viewer-min`),
    figure('Order rate', number(row.order_rate, 1), `${number(row.orders)} orders`),
    figure('Inquiry rate', number(row.inquiry_rate, 1), `${number(row.inquiries)} inquiries`),
    figure(
      'Revenue rate',
      number(row.revenue_per_1000_minutes, 0),
      row.revenue === null ? 'no exchange rate: `fx`'.replaceAll('`', '') : `${number(row.revenue)} ${row.reporting_currency}`,
    ),
    figure('Orders per viewer', number(row.orders_per_viewer, 3)),
    figure('Credential on screen', share(row.exposed_share, 0), 'of viewer-time'),
    figure('Stalled', share(row.stall_share, 2), 'of watched time'),
  );
}

function totalsTable(rows) {
  const figure = (title, key, places) => ({ title, number: true, value: (row) => row[key], cell: (row) => number(row[key], places) });
  return table({
    caption: 'Totals by market',
    rows,
    rowClass: (row) => (row.market === 'ALL' ? 'over' : null),
    columns: [
      { title: 'Market', cell: (row) => (row.market === 'ALL' ? 'All markets' : row.market) },
      figure('Streams', 'streams'),
      figure('Viewers', 'viewers'),
      figure('Viewer-minutes', 'viewer_minutes'),
      figure('Inquiries', 'inquiries'),
      figure('Orders', 'orders'),
      figure('Inquiry rate', 'inquiry_rate', 1),
      figure('Order rate', 'order_rate', 1),
      figure('Revenue rate', 'revenue_per_1000_minutes'),
      figure('Orders per viewer', 'orders_per_viewer', 3),
    ],
  });
}

function lifts(rows, names, outcome, { market, focus }) {
  const here = ofOutcome(rows, outcome);
  const name = namer(focus, names);
  if (here.length === 0) {
    return 'Nothing was shown in this time whose type is known: show a credential of the catalogue, or choose a longer time.';
  }
  const order = rank(here, market === '' ? 'ALL' : market);
  const most = new Set(order.slice(0, MOST));
  const one = marketRows(here, market).sort((a, b) => order.indexOf(a.focus_value) - order.indexOf(b.focus_value));
  const noun = outcome === 'order' ? 'orders' : 'inquiries';
  return [
    matrix({
      rows: here.filter((row) => most.has(row.focus_value)),
      caption: `Lift on ${noun}, 95 % interval, verdict and streams${order.length > MOST ? `: the first ${MOST} of ${order.length}` : ''}`,
      name,
    }),
    liftForest({
      rows: one.slice(0, MOST),
      name,
      label: `Lift on ${noun} by ${focus} with 95 % intervals; the table has the same figures`,
      axis: `lift on ${noun}`,
    }),
    folded('All figures of these rows', details({ rows: one, caption: `Lift on ${noun}`, name })),
  ];
}

function funnel(rows) {
  if (rows.length === 0) {
    return 'Nobody began a visit in this time. Choose a longer one.';
  }
  return [
    bars({
      label: 'Viewers who did each step, as a share of those who watched; the table has the same figures',
      name: 'of those who watched',
      percent: true,
      max: 1,
      categories: rows.map((row) => words(row.step)),
      series: [{ name: 'share of viewers', values: rows.map((row) => row.share_of_watched) }],
    }),
    table({
      caption: 'Viewers by step',
      rows,
      columns: [
        { title: 'Step', cell: (row) => words(row.step) },
        { title: 'Viewers', number: true, value: (row) => row.viewers, cell: (row) => number(row.viewers) },
        { title: 'Of those who watched', number: true, value: (row) => row.share_of_watched, cell: (row) => share(row.share_of_watched) },
      ],
    }),
  ];
}

function claims(rows) {
  if (rows.length === 0) {
    return 'There is no claim in the register: add one to `sql/reference/claims.csv`.';
  }
  return table({
    caption: 'Claims',
    rows,
    columns: [
      { title: 'Claim', phrase: true, cell: (row) => [row.statement, h('small', {}, `${row.focus_values.map(words).join(', ')} in ${marketsText(row.markets)}`)] },
      { title: 'Claimed', number: true, value: (row) => row.claimed_lift, cell: (row) => [change(row.claimed_lift), h('small', {}, words(row.outcome))] },
      {
        title: 'Measured',
        number: true,
        value: (row) => row.measured_lift,
        cell: (row) => [change(row.measured_lift), h('small', {}, interval(change(row.low), change(row.high)))],
      },
      { title: 'Verdict', phrase: true, cell: (row) => [verdict(row.claim_verdict), h('small', {}, `${number(row.streams)} streams`)] },
    ],
  });
}

function marketsText(codes) {
  return codes.includes('*') ? 'all markets' : codes.length > 4 ? `${codes.length} markets` : codes.join(', ');
}

function streams(rows, filters) {
  if (rows.length === 0) {
    return 'No stream had live viewers in this time. Choose a longer one.';
  }
  const figure = (title, key, places) => ({ title, number: true, value: (row) => row[key], cell: (row) => number(row[key], places) });
  return table({
    caption: 'Streams, newest first',
    rows,
    columns: [
      { title: 'Stream', value: (row) => row.stream_id, cell: (row) => h('a', { href: link('stream', filters, { stream: row.stream_id }) }, row.stream_id) },
      { title: 'Began (UTC)', cell: (row) => minute(row.started_at) },
      { title: 'Most from', cell: (row) => row.home_market },
      figure('Viewers', 'viewers'),
      figure('Viewer-minutes', 'viewer_minutes'),
      figure('Inquiries', 'inquiries'),
      figure('Orders', 'orders'),
      figure('Shown', 'displays'),
      { title: 'Not in order', number: true, value: (row) => row.misused, cell: (row) => (row.misused > 0 ? '⚠ ' : '') + number(row.misused) },
      { title: 'Stalled', number: true, value: (row) => row.stall_share, cell: (row) => share(row.stall_share, 2) },
      { title: 'Answered, p90', number: true, value: (row) => row.p90_ms, cell: (row) => duration(row.p90_ms) },
    ],
  });
}
