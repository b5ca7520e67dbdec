// What works in this market?
import { ask } from './api.js';
import { bars } from './charts.js';
import { interval, lift, number, pValue, share, verdict, words } from './format.js';
import { details, heterogeneity, liftForest, namer, ofOutcome, rank } from './lift.js';
import { totals } from './overview.js';
import { Panel } from './panel.js';
import { marketRows } from './state.js';
import { folded, table } from './table.js';

const MOST = 16;

/** Without a market, the one that was watched most. */
export async function resolveMarket(filters) {
  if (filters.market !== '') {
    return filters;
  }
  const { rows } = await ask('totals', { mode: filters.mode, range: filters.range });
  const most = rows.filter((row) => row.market !== 'ALL').sort((a, b) => b.viewer_minutes - a.viewer_minutes)[0];
  return { ...filters, market: most?.market ?? 'ALL' };
}

export function market(filters, { markets }) {
  const { market: code, mode, range } = filters;
  const name = code === 'ALL' ? 'all markets' : (markets.find((row) => row.market === code)?.name ?? code);
  return {
    title: `What works in ${name}?`,
    subtitle: `${mode === 'all' ? 'Live and replay' : mode === 'live' ? 'Live' : 'Replay'} viewers. Ranked by the shrunk lift, which is not led by luck.`,
    panels: [
      totals(filters),
      forestPanel('kind', 'kinds', 'Kinds', filters),
      forestPanel('credential', 'credentials', 'Single credentials', filters),
      new Panel({
        title: 'Expected beside measured',
        long: true,
        about:
          'Kinds from which the playbook expects most in this market, and what was measured on orders. Those that were never shown are listed too: they may be worth a try.',
        evidence: 'observational',
        asks: [['expected', { market: code, mode, range, outcome: 'order' }]],
        draw: expected,
      }),
      new Panel({
        title: 'By way of showing',
        half: true,
        about: 'Rates of live viewer-time while something was shown in this way. Hosts choose when and how, so this compares moments, too.',
        evidence: 'crude',
        asks: [['placements', { market: code, range }]],
        draw: (rows) =>
          rates(marketRows(rows, code), (row) => (row.placement === '' ? 'none named' : words(row.placement)), 'Way', 'Nothing was shown to live viewers in this time.'),
      }),
      new Panel({
        title: 'By number shown at once',
        half: true,
        about:
          'Orders by how many credentials were on screen at once, and set against one credential within the same stream and five minutes. More than two may hurt.',
        evidence: 'observational',
        asks: [['dose', { market: code, mode, range }]],
        draw: (rows) => doses(ofOutcome(marketRows(rows, code), 'order')),
      }),
      new Panel({
        title: 'Answered fast, ordered?',
        half: true,
        about: 'Of those whose question took so long to be answered, how many ordered within seven days. What is hard to answer is asked by other people.',
        evidence: 'descriptive',
        asks: [['response-bands', { market: code, range }]],
        draw: (rows) => responses(marketRows(rows, code)),
      }),
      new Panel({
        title: 'New and returning viewers',
        half: true,
        about: 'A viewer returns who began another visit at least six hours before. Rates of their own viewer-time.',
        evidence: 'descriptive',
        asks: [['audiences', { market: code, mode, range }]],
        draw: (rows) => audiences(marketRows(rows, code)),
      }),
      new Panel({
        title: 'Do preferences differ?',
        about: 'Whether the lifts of a type differ between markets by more than chance, over all markets. Without this, no preference is to be read from a table.',
        evidence: 'observational',
        asks: [['lift', { mode, range, focus: 'type' }]],
        draw: (rows) => (rows.length === 0 ? 'Nothing was shown yet whose type is known.' : heterogeneity(rows, words)),
      }),
    ],
  };
}

function forestPanel(focus, panel, title, { market: code, mode, range }) {
  return new Panel({
    title: `${title}: lift on orders`,
    about:
      `The rate of orders with a ${focus} on screen or just seen, against comparable viewer-time of the same stream without it. The square is the estimate with` +
      ' its 95 % interval, the diamond the shrunk one, by which the rows are ranked.',
    evidence: 'observational',
    asks: [[panel, { market: code, mode, range }], ['names']],
    draw: (rows, names) => {
      const name = namer(focus, names);
      const here = ofOutcome(marketRows(rows, code), 'order');
      if (here.length === 0) {
        return 'Nothing was shown in this market and time whose type is known. Choose a longer time, or another market.';
      }
      const order = rank(here, code);
      const sorted = [...here].sort((a, b) => order.indexOf(a.focus_value) - order.indexOf(b.focus_value));
      return [
        liftForest({
          rows: sorted.slice(0, MOST),
          name,
          label: `Lift on orders by ${focus} with 95 % intervals; the table has the same figures`,
          axis: `lift on orders${sorted.length > MOST ? `, first ${MOST} of ${sorted.length}` : ''}`,
        }),
        folded(`Table of all ${sorted.length}`, details({ rows: sorted, caption: `Lift on orders by ${focus}`, name })),
      ];
    },
  });
}

function doses(rows) {
  if (rows.length === 0) {
    return 'Nobody watched in this time.';
  }
  return table({
    caption: 'Orders by number of credentials on screen',
    rows,
    columns: [
      { title: 'On screen', cell: (row) => row.dose },
      { title: 'Viewer-minutes', number: true, value: (row) => row.viewer_minutes, cell: (row) => number(row.viewer_minutes) },
      { title: 'Orders per 1,000', number: true, value: (row) => row.rate, cell: (row) => number(row.rate, 1) },
      { title: 'Against one', number: true, value: (row) => row.rate_ratio, cell: (row) => (row.verdict === 'reference' ? '' : lift(row.rate_ratio)) },
      { title: '95 % interval', number: true, cell: (row) => interval(lift(row.low), lift(row.high)) },
      { title: 'Verdict', phrase: true, cell: (row) => (row.verdict === 'reference' ? 'compared with' : verdict(row.verdict)) },
    ],
  });
}

function expected(rows) {
  if (rows.length === 0) {
    return 'Nothing is expected of this market in the taxonomy, and nothing was shown. Choose one market.';
  }
  return table({
    caption: 'Expected pull and measured lift on orders',
    rows: rows.filter((row) => row.expected === 1),
    columns: [
      { title: 'Kind', cell: (row) => words(row.kind) },
      { title: 'Expected', cell: (row) => words(row.expected_pull) },
      { title: 'Measured', number: true, value: (row) => row.rate_ratio, cell: (row) => lift(row.rate_ratio) },
      { title: '95 % interval', number: true, cell: (row) => interval(lift(row.low), lift(row.high)) },
      { title: 'Adjusted p', number: true, value: (row) => row.p_adjusted, cell: (row) => pValue(row.p_adjusted) },
      { title: 'Verdict', phrase: true, cell: (row) => verdict(row.verdict) },
    ],
  });
}

function rates(rows, name, title, nothing) {
  if (rows.length === 0) {
    return nothing;
  }
  return [
    bars({
      label: 'Orders and inquiries per 1,000 viewer-minutes; the table has the same figures',
      name: 'per 1,000 viewer-minutes',
      categories: rows.map(name),
      series: [
        { name: 'orders', values: rows.map((row) => row.order_rate) },
        { name: 'inquiries', values: rows.map((row) => row.inquiry_rate) },
      ],
    }),
    table({
      caption: 'Rates per 1,000 viewer-minutes',
      rows,
      columns: [
        { title, cell: name },
        { title: 'Viewer-minutes', number: true, value: (row) => row.viewer_minutes, cell: (row) => number(row.viewer_minutes) },
        { title: 'Orders', number: true, value: (row) => row.orders, cell: (row) => number(row.orders) },
        { title: 'Order rate', number: true, value: (row) => row.order_rate, cell: (row) => number(row.order_rate, 1) },
        { title: 'Inquiry rate', number: true, value: (row) => row.inquiry_rate, cell: (row) => number(row.inquiry_rate, 1) },
      ],
    }),
  ];
}

function responses(rows) {
  if (rows.length === 0) {
    return 'No question was asked in this time.';
  }
  return [
    bars({
      label: 'Share of askers who ordered, by response time; the table has the same figures',
      name: 'of askers ordered within 7 days',
      percent: true,
      categories: rows.map((row) => row.band),
      series: [{ name: 'share of askers who ordered', values: rows.map((row) => row.buyer_share) }],
    }),
    table({
      caption: 'Askers by response time',
      rows,
      columns: [
        { title: 'Answered', cell: (row) => row.band },
        { title: 'Questions', number: true, value: (row) => row.questions, cell: (row) => number(row.questions) },
        { title: 'Askers', number: true, value: (row) => row.askers, cell: (row) => number(row.askers) },
        { title: 'Ordered', number: true, value: (row) => row.buyers, cell: (row) => number(row.buyers) },
        { title: 'Share', number: true, value: (row) => row.buyer_share, cell: (row) => share(row.buyer_share) },
      ],
    }),
  ];
}

function audiences(rows) {
  if (rows.length === 0) {
    return 'Nobody began a visit in this time.';
  }
  return table({
    caption: 'Audiences',
    rows,
    columns: [
      { title: 'Audience', cell: (row) => row.audience },
      { title: 'Viewers', number: true, value: (row) => row.viewers, cell: (row) => number(row.viewers) },
      { title: 'Visits', number: true, value: (row) => row.visits, cell: (row) => number(row.visits) },
      { title: 'Order rate', number: true, value: (row) => row.order_rate, cell: (row) => number(row.order_rate, 1) },
      { title: 'Inquiry rate', number: true, value: (row) => row.inquiry_rate, cell: (row) => number(row.inquiry_rate, 1) },
      { title: 'Orders per viewer', number: true, value: (row) => row.orders_per_viewer, cell: (row) => number(row.orders_per_viewer, 3) },
    ],
  });
}
