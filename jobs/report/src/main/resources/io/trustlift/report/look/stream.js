// What happened on air, minute by minute?
import { chart, lines, style, tooltip } from './charts.js';
import { h } from './dom.js';
import { clock, duration, epoch, minute, number, share, words } from './format.js';
import { lanes } from './lanes.js';
import { Panel } from './panel.js';
import { marketRows } from './state.js';
import { folded, table } from './table.js';

const TYPES = ['authority', 'social_proof', 'live_demonstration', 'interaction'];
const OTHER = 'other';
const LANE = 17;
const LETTER = 6.3;
const BAND = { viewers: 120, outcomes: 130 };
const MISUSES = {
  expired: 'expired',
  revoked: 'revoked',
  unknown: 'not in the catalogue',
  not_yet_valid: 'not valid yet',
  not_valid_in_market: 'not valid in a market that watched',
};

/** Without a stream, the newest. */
export async function resolveStream(filters, { rooms }) {
  return filters.stream === '' && rooms.length > 0 ? { ...filters, stream: rooms[0].stream_id } : filters;
}

export function stream(filters) {
  const { stream: id, market, mode, range } = filters;
  const where = market === '' || market === 'ALL' ? 'all markets' : market;
  return {
    title: `Stream ${id}`,
    subtitle: `${where === 'all markets' ? 'All markets' : 'Viewers of ' + where}, ${mode === 'all' ? 'live and replay' : mode}.`,
    panels: [
      new Panel({
        title: 'In short',
        about: 'The whole stream, live visits of all markets.',
        evidence: 'count',
        asks: [['streams', {}], ['response-times', {}]],
        draw: (rows, times) => facts(rows.find((row) => row.stream_id === id), times.find((row) => row.stream_id === id && row.market === 'ALL')),
      }),
      new Panel({
        title: 'Minute by minute, with what was shown',
        about:
          'Above, every showing of a credential as a region in a lane of its type; a dashed frame with ⚠ marks one that was not in order. Below, viewers watching at' +
          ' once, and inquiries and orders per minute; the regions go on as shades. A picture: hosts choose their moments.',
        evidence: 'descriptive',
        asks: [['minutes', { stream: id, mode, market }], ['overlays', { stream: id }]],
        draw: (minutes, overlays) => cockpit(marketRows(minutes, market), overlays),
      }),
      new Panel({
        title: 'Questions',
        half: true,
        about: 'Questions of live viewers of all markets by minute: asked, answered, and open at the end of the minute (backlog).',
        evidence: 'count',
        asks: [['backlog', { stream: id }]],
        draw: backlog,
      }),
      new Panel({
        title: 'Quality of the stream',
        half: true,
        about: 'The stalled part of viewer-time, and the mean delay behind the camera, by minute. A stream that stalls loses trust, whatever is shown.',
        evidence: 'count',
        asks: [['minutes', { stream: id, mode, market }]],
        draw: (rows) => quality(marketRows(rows, market)),
      }),
      new Panel({
        title: 'Around the moment of a show, all streams',
        about:
          'Orders and inquiries per 1,000 viewer-minutes from 5 minutes before to 10 minutes after a credential was shown, beside matched moments of the same room' +
          ' without a show. All streams of the chosen time, live visits, each minute of distance.',
        evidence: 'observational',
        asks: [['event-study', { market: market === 'ALL' ? '' : market, range }]],
        draw: eventStudy,
      }),
    ],
  };
}

function facts(row, times) {
  if (!row) {
    return 'Nobody watched this stream live. Choose replay viewers above.';
  }
  const figure = (title, value, below) => h('div', {}, h('dt', {}, title), h('dd', {}, value, below && h('small', {}, below)));
  return h(
    'dl',
    { class: 'stats' },
    figure('Began', clock(row.started_at), `${row.started_at.slice(0, 10)}, until ${clock(row.ended_at)}`),
    figure('Viewers', number(row.viewers), `most from ${row.home_market}`),
    figure('Inquiries', number(row.inquiries)),
    figure('Orders', number(row.orders), 'in the stream and after it'),
    figure('Shown', number(row.displays), row.misused > 0 ? `⚠ ${number(row.misused)} not in order` : 'all in order'),
    figure('Answered', times ? share(times.answered / times.questions, 0) : '–', times ? `of ${number(times.questions)} questions` : null),
    figure('Median answer', duration(times?.p50_ms), `p90 ${duration(times?.p90_ms)}`),
    figure('Within 10 s', share(times?.share_within_10s, 0), 'of questions'),
  );
}

function cockpit(minutes, overlays) {
  if (minutes.length === 0) {
    return 'Nobody watched this stream with these filters. Choose another market, or replay viewers.';
  }
  return [
    chart({
      label: `Viewers, inquiries and orders by minute, with ${overlays.length} showings as regions; the tables have the same figures`,
      height: (width) => layout(width, minutes, overlays).height,
      option: (width) => minuteOption(layout(width, minutes, overlays), minutes),
    }),
    folded(`Table of the ${overlays.length} showings`, overlayTable(overlays)),
    folded('Table of the minutes', minuteTable(minutes)),
  ];
}

/** Where everything is: the time axis, and each showing in a lane of its type, with room for its name beside it. */
function layout(width, minutes, overlays) {
  const left = width < 560 ? 46 : 62;
  const last = epoch(minutes[minutes.length - 1].minute) + 60000;
  const shown = overlays.map((row) => {
    const start = epoch(row.shown_at);
    return { row, type: TYPES.includes(row.type) ? row.type : OTHER, from: start, to: Math.max(row.hidden_at ? epoch(row.hidden_at) : last, start + 1000) };
  });
  const from = Math.min(epoch(minutes[0].minute), ...shown.map((one) => one.from));
  // What is never hidden would draw the axis on for hours after everybody has gone.
  const to = Math.max(last, ...shown.map((one) => one.from + 60000));
  const millis = (to - from) / (width - left - 14);
  for (const one of shown) {
    one.to = Math.min(one.to, to);
    one.text = (one.row.misuse === '' ? '' : '⚠ ') + words(one.row.kind || one.row.credential_id);
    const room = (one.text.length * LETTER + 10) * millis;
    one.before = one.to + room > to;
    one.start = one.before ? one.from - room : one.from;
    one.end = one.before ? one.to : one.to + room;
  }
  const groups = byType(shown);
  const count = Math.max(1, groups.reduce((sum, group) => sum + group.count, 0));
  const top = width < 560 ? 92 : 58;
  const tops = [top, top + count * LANE + 30, top + count * LANE + 30 + BAND.viewers + 34];
  return { left, from, to, groups, count, tops, heights: [count * LANE, BAND.viewers, BAND.outcomes], height: tops[2] + BAND.outcomes + 30 };
}

function byType(shown) {
  let base = 0;
  return [...TYPES, OTHER].flatMap((type) => {
    const members = shown.filter((one) => one.type === type);
    if (members.length === 0) {
      return [];
    }
    const { placed, count } = lanes(members);
    const group = { type, members, placed, base, count };
    base += count;
    return [group];
  });
}

function minuteOption({ left, from, to, groups, count, tops, heights }, minutes) {
  const x = (index) => ({
    ...style.AXIS,
    gridIndex: index,
    type: 'time',
    min: from,
    max: to,
    // Bars would widen the axis of their grid, and the grids would no longer stand in line.
    containShape: false,
    splitLine: { show: false },
    axisLabel: { ...style.TEXT, show: index === 2, hideOverlap: true, formatter: (value) => clockOf(value) },
  });
  const y = (index, name) => ({
    ...style.AXIS,
    gridIndex: index,
    type: 'value',
    name,
    nameGap: 10,
    nameTextStyle: { ...style.TEXT, align: 'left', padding: [0, 0, 0, -left + 14] },
    splitNumber: 3,
  });
  return {
    grid: tops.map((top, index) => ({ ...style.FIXED, left, right: 14, top, height: heights[index] })),
    legend: {
      top: 0,
      left: 0,
      itemWidth: 18,
      itemHeight: 11,
      textStyle: { color: 'var(--text)' },
      data: [
        ...groups.map(({ type }) => ({ name: words(type), icon: 'rect', itemStyle: { color: colour(type) } })),
        { name: 'viewers', icon: 'path://M0 4h18v3H0z', itemStyle: { color: 'var(--text)' } },
        { name: 'inquiries', icon: 'rect', itemStyle: { color: 'var(--surface)', borderColor: 'var(--second)', borderWidth: 1 } },
        { name: 'orders', icon: 'rect', itemStyle: { color: 'var(--accent)' } },
      ],
    },
    tooltip: {
      ...tooltip((at) => [clockOf(at[0].value[0]), ...at.map((one) => `${one.seriesName}: ${number(one.value[1], one.seriesName === 'viewers' ? 1 : 0)}`)]),
      trigger: 'axis',
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: 'var(--strong-line)' } },
    xAxis: [x(0), x(1), x(2)],
    yAxis: [
      { ...y(0, 'shown'), min: 0, max: count, inverse: true, splitLine: { show: false }, axisLabel: { show: false }, axisLine: { show: false }, nameLocation: 'start' },
      y(1, 'viewers at once'),
      { ...y(2, 'per minute'), minInterval: 1 },
    ],
    series: [
      ...groups.flatMap((group) => [laneSeries(group), shadeSeries(group, 1), shadeSeries(group, 2)]),
      {
        type: 'line',
        name: 'viewers',
        xAxisIndex: 1,
        yAxisIndex: 1,
        symbol: 'none',
        step: 'end',
        color: 'var(--text)',
        lineStyle: { color: 'var(--text)', width: 1.8 },
        emphasis: { disabled: true },
        data: minutes.map((row) => [epoch(row.minute), row.viewers]),
      },
      outcomeBars('inquiries', minutes, 'var(--second)', true),
      outcomeBars('orders', minutes, 'var(--accent)', false),
    ],
  };
}

function clockOf(millis) {
  return new Date(millis).toISOString().slice(11, 16);
}

function outcomeBars(key, minutes, color, second) {
  return {
    type: 'bar',
    name: key,
    xAxisIndex: 2,
    yAxisIndex: 2,
    barGap: '0%',
    barCategoryGap: '20%',
    // An outline tells the two apart without colour.
    itemStyle: second ? { color: 'var(--surface)', borderColor: color, borderWidth: 1 } : { color },
    emphasis: { disabled: true },
    data: minutes.map((row) => [epoch(row.minute) + 30000, row[key]]),
  };
}

function laneSeries({ type, members, placed, base }) {
  return {
    type: 'line',
    name: words(type),
    xAxisIndex: 0,
    yAxisIndex: 0,
    color: colour(type),
    data: [],
    markArea: {
      emphasis: { disabled: true },
      tooltip: tooltip(({ dataIndex }) => overlayLines(members[dataIndex].row)),
      data: members.map((one, index) => {
        const lane = base + placed[index];
        return [
          {
            name: one.text,
            coord: [one.from, lane + 0.1],
            itemStyle: {
              color: colour(type),
              opacity: 0.9,
              ...(one.row.misuse === '' ? {} : { borderColor: 'var(--text)', borderWidth: 2, borderType: [4, 2] }),
            },
            label: { position: one.before ? 'left' : 'right', distance: 4, color: 'var(--text)', fontSize: 11 },
          },
          { coord: [one.to, lane + 0.9] },
        ];
      }),
    },
  };
}

function shadeSeries({ type, members }, grid) {
  return {
    type: 'line',
    name: words(type),
    xAxisIndex: grid,
    yAxisIndex: grid,
    color: colour(type),
    data: [],
    markArea: {
      silent: true,
      data: members.map((one) => [{ xAxis: one.from, itemStyle: { color: colour(type), opacity: 0.1 } }, { xAxis: one.to }]),
    },
  };
}

function colour(type) {
  return `var(--type-${type})`;
}

function overlayLines(row) {
  return [
    row.title || row.credential_id,
    [words(row.kind), row.placement && words(row.placement)].filter(Boolean).join(', '),
    `${clock(row.shown_at)} to ${row.hidden_at ? clock(row.hidden_at) : 'the end'}, ${number(row.visits_reached)} visits`,
    ...(row.misuse ? [`⚠ ${misuse(row)}`] : []),
  ];
}

function misuse(row) {
  const text = MISUSES[row.misuse] ?? words(row.misuse);
  return row.misused_in?.length ? `${text}: ${row.misused_in.join(', ')}` : text;
}

function overlayTable(overlays) {
  return table({
    caption: 'Showings, in the order of time',
    rows: overlays,
    columns: [
      { title: 'Credential', phrase: true, value: (row) => row.display_id, cell: (row) => row.title || row.credential_id },
      { title: 'Shown', cell: (row) => row.shown_at.slice(11) },
      { title: 'Hidden', cell: (row) => (row.hidden_at ? row.hidden_at.slice(11) : 'not yet') },
      {
        title: 'Type',
        cell: (row) => {
          const type = TYPES.includes(row.type) ? row.type : OTHER;
          return h('span', {}, h('span', { class: `swatch ${type}` }), words(row.type || 'unknown'));
        },
      },
      { title: 'Kind', cell: (row) => words(row.kind || 'unknown') },
      { title: 'Way', cell: (row) => words(row.placement || 'none named') },
      { title: 'Visits reached', number: true, value: (row) => row.visits_reached, cell: (row) => number(row.visits_reached) },
      { title: 'Arm', cell: (row) => (row.experiment_id ? `${row.experiment_id}: ${row.variant}` : '') },
      { title: 'In order?', phrase: true, cell: (row) => (row.misuse ? `⚠ ${misuse(row)}` : 'yes') },
    ],
  });
}

function minuteTable(minutes) {
  const figure = (title, key, text) => ({ title, number: true, value: (row) => row[key], cell: (row) => text(row[key]) });
  return table({
    caption: 'By minute',
    rows: minutes,
    columns: [
      { title: 'Minute (UTC)', value: (row) => row.minute, cell: (row) => minute(row.minute) },
      figure('Viewers', 'viewers', (value) => number(value, 1)),
      figure('Inquiries', 'inquiries', number),
      figure('Orders', 'orders', number),
      figure('Answers', 'replies', number),
      figure('Stalled', 'stall_share', (value) => share(value, 2)),
      figure('Delay', 'latency_ms', duration),
    ],
  });
}

function backlog(rows) {
  if (rows.length === 0) {
    return 'No live viewer asked anything in this stream.';
  }
  const series = (name, key, more) => ({ name, points: rows.map((row) => [epoch(row.minute), row[key]]), ...more });
  return [
    lines({
      label: 'Questions by minute: asked, answered and open; the table has the same figures',
      name: 'questions',
      series: [
        series('open', 'backlog', { step: true }),
        series('asked', 'asked', { second: true, dashed: true }),
      ],
      xText: (value) => clockOf(value),
      yText: (value) => number(value),
    }),
    folded(
      'Table of the minutes',
      table({
        caption: 'Questions by minute',
        rows,
        columns: [
          { title: 'Minute (UTC)', cell: (row) => minute(row.minute) },
          { title: 'Asked', number: true, value: (row) => row.asked, cell: (row) => number(row.asked) },
          { title: 'Answered', number: true, value: (row) => row.answered, cell: (row) => number(row.answered) },
          { title: 'Open', number: true, value: (row) => row.backlog, cell: (row) => number(row.backlog) },
        ],
      }),
    ),
  ];
}

function quality(rows) {
  const told = rows.filter((row) => row.stall_share !== null || row.latency_ms !== null);
  if (told.length === 0) {
    return 'No viewer told of stalls or delay. Choose another market, or replay viewers.';
  }
  const at = (value) => clockOf(value);
  const one = (label, name, key, yText, more) =>
    lines({
      label: `${label} by minute; the table of the minutes has the same figures`,
      name,
      height: 150,
      series: [{ name: label, points: told.map((row) => [epoch(row.minute), row[key]]), ...more }],
      xText: at,
      yText,
    });
  return [
    one('stalled part of viewer-time', '', 'stall_share', (value) => share(value, 1)),
    one('mean delay', '', 'latency_ms', (value) => number(value / 1000, 1) + '\u00a0s', { second: true, dashed: true }),
  ];
}

function eventStudy(rows) {
  if (rows.length === 0 || rows.every((row) => row.shows === 0)) {
    return 'No credential was shown in this time. Choose a longer one.';
  }
  const of = (outcome) => rows.filter((row) => row.outcome === outcome);
  const text = (value) => `${value < 0 ? '−' : value > 0 ? '+' : ''}${number(Math.abs(value) / 60)} min`;
  const study = (outcome, noun) =>
    lines({
      label: `${noun} around a show and around matched moments; the table has the same figures`,
      name: `${noun} per 1,000`,
      time: false,
      xName: 'from the moment of the show',
      xText: text,
      xTicks: [-240, -120, 0, 120, 240, 360, 480],
      yText: (value) => number(value, 1),
      mark: 0,
      series: [
        { name: `${noun}, shown`, points: of(outcome).map((row) => [row.offset_s, row.rate]) },
        { name: 'matched moments', second: true, dashed: true, points: of(outcome).map((row) => [row.offset_s, row.matched_rate]) },
      ],
    });
  return [
    h('p', { class: 'message' }, `${number(rows[0].shows)} shows, ${number(rows[0].matched_moments)} matched moments.`),
    h('div', { class: 'pair' }, study('order', 'orders'), study('inquiry', 'inquiries')),
    folded(
      'Table of the same figures',
      table({
        caption: 'Rates per 1,000 viewer-minutes by distance from the show',
        rows,
        columns: [
          { title: 'Distance', cell: (row) => text(row.offset_s) },
          { title: 'Outcome', cell: (row) => words(row.outcome) },
          { title: 'Events', number: true, value: (row) => row.events, cell: (row) => number(row.events) },
          { title: 'Rate', number: true, value: (row) => row.rate, cell: (row) => number(row.rate, 1) },
          { title: 'Matched rate', number: true, value: (row) => row.matched_rate, cell: (row) => number(row.matched_rate, 1) },
        ],
      }),
    ),
  ];
}
