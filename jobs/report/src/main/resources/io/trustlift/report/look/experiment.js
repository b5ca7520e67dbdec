// Can we decide?
import { forest, lines } from './charts.js';
import { h, message } from './dom.js';
import { change, interval, mean, minute, number, pValue, share, verdict, words } from './format.js';
import { Panel } from './panel.js';
import { link, marketRows } from './state.js';
import { folded, table } from './table.js';

const GUARDS = ['refund_rate', 'stall_share', 'watch_minutes'];
const LESS_IS_BETTER = ['refund_rate', 'stall_share'];
const HEALTH = {
  ok: 'Healthy: the arms are as large as planned.',
  crossovers: 'Some viewers were seen in two arms. They are left out; find out why before you decide.',
  sample_ratio_mismatch: 'The arms are not as large as planned. Nothing below may be read until the reason is found.',
  undeclared: 'This experiment was never declared, so there is no control and no planned share: send its declaration to experiments.',
  no_viewers: 'No viewer has been triggered yet: wait, or see whether assignments and displays arrive.',
};

/** Without an experiment, the newest. */
export async function resolveExperiment(filters, { experiments }) {
  return filters.experiment === '' && experiments.length > 0 ? { ...filters, experiment: experiments[0].experiment_id } : filters;
}

export function experiment(filters, { experiments }) {
  const { experiment: id, market } = filters;
  const declared = experiments.find((row) => row.experiment_id === id) ?? {};
  const here = { experiment: id, market };
  return {
    title: declared.name || id,
    subtitle: declared.declared
      ? `Control «${declared.control}», judged by ${words(declared.primary_metric)}, from ${minute(declared.started_at)} to ${declared.ended_at ? minute(declared.ended_at) : 'an open end'}` +
        (declared.planned_effect === null ? '.' : `, meant to find ${change(declared.planned_effect)}.`)
      : 'Never declared.',
    panels: [
      new Panel({
        title: 'Health first',
        about: 'Viewers of each arm against the planned share (chi-squared), and viewers seen in two arms, who are left out. Only a healthy experiment can be read.',
        evidence: 'count',
        asks: [['health', here]],
        draw: health,
      }),
      new Panel({
        title: 'What each arm did, against the control',
        about:
          'The relative effect for each viewer, from the trigger on for seven days, with a 95 % interval that stays valid however often one looks. Ready: the planned' +
          ' effect could be seen by now. Revenue is capped at the 99.9th percentile. For the inquiry rate, no direction is the better one.',
        evidence: 'experiment',
        asks: [['estimates', here], ['health', here], ['switchback', here]],
        draw: (rows, arms, rooms) => estimates(marketRows(rows, market), marketRows(arms, '')[0]?.status, declared, rooms),
      }),
      new Panel({
        title: 'By day',
        half: true,
        about: 'The effect on the primary metric as it stood at the end of each day, with its always-valid band: where the band leaves zero, one may stop.',
        evidence: 'experiment',
        asks: [['days', here]],
        draw: (rows) => byDay(marketRows(rows, market), declared),
      }),
      new Panel({
        title: 'Guards',
        half: true,
        about: 'What must not get worse while the primary metric is watched: refunds, stalls and how long people stay.',
        evidence: 'experiment',
        asks: [['estimates', here], ['health', here]],
        draw: (rows, arms) => guards(marketRows(rows, market), marketRows(arms, '')[0]?.status),
      }),
      new Panel({
        title: 'Parts of the viewers',
        about: 'The effect on the primary metric for parts of the viewers, one way of parting them at a time. Unless the parts differ (p below 0.05), read the whole.',
        evidence: 'experiment',
        asks: [['segments', { experiment: id }]],
        draw: (rows) => segments(rows, declared),
      }),
      new Panel({
        title: 'Rooms drawn at random',
        about: 'Switchback: slots of a room whose arm was drawn at random for everyone there; rates per 1,000 viewer-minutes.',
        evidence: 'switchback',
        asks: [['switchback', here]],
        draw: switchback,
      }),
      new Panel({
        title: 'All experiments',
        about: 'Each with its health, whether it may be decided, and what its primary metric says over all markets.',
        evidence: 'experiment',
        asks: [['readiness', {}]],
        draw: (rows) => readiness(rows, filters),
      }),
    ],
  };
}

function health(rows) {
  if (rows.length === 0) {
    return 'No viewer has been triggered yet in these markets.';
  }
  const status = rows.find((row) => row.market === 'ALL')?.status ?? rows[0].status;
  return [
    message((status === 'ok' ? '✓ ' : '⚠ ') + (HEALTH[status] ?? words(status)), status === 'ok' ? 'message' : 'notice'),
    table({
      caption: 'Viewers by arm',
      rows,
      rowClass: (row) => (row.market === 'ALL' ? 'over' : null),
      columns: [
        { title: 'Market', cell: (row) => (row.market === 'ALL' ? 'All markets' : row.market) },
        { title: 'Arm', cell: (row) => row.variant },
        { title: 'Viewers', number: true, value: (row) => row.n, cell: (row) => number(row.n) },
        { title: 'Planned share', number: true, value: (row) => row.planned_share, cell: (row) => share(row.planned_share) },
        { title: 'Sample ratio p', number: true, value: (row) => row.srm_p, cell: (row) => pValue(row.srm_p) },
        { title: 'In two arms', number: true, value: (row) => row.crossovers, cell: (row) => number(row.crossovers) },
        { title: 'Status', phrase: true, cell: (row) => words(row.status) },
      ],
    }),
  ];
}

function estimates(rows, status, declared, rooms) {
  const main = rows.filter((row) => !GUARDS.includes(row.metric));
  if (main.length === 0) {
    return rooms.length > 0
      ? 'No viewer was assigned to an arm here: rooms were, see below.'
      : 'Nobody has been triggered yet in two arms: there is nothing to compare. Wait for viewers, or see whether both arms are shown.';
  }
  const primary = main.find((row) => row.metric === declared.primary_metric);
  return [
    status !== 'ok' && message('⚠ ' + (HEALTH[status] ?? 'Not healthy'), 'notice'),
    primary && message(decision(primary, declared), 'message lead'),
    estimateTable(main, 'Effect on each metric', status, declared.primary_metric),
    forest({
      label: 'Effect on each metric with always-valid 95 % intervals; the table has the same figures',
      name: 'effect, always-valid 95 % interval',
      ratio: false,
      rows: main.map((row) => ({
        label: several(main) ? `${words(row.metric)}, ${row.variant}` : words(row.metric),
        estimate: row.rel_lift,
        low: row.valid_low,
        high: row.valid_high,
        lines: [`${change(row.rel_lift)}, ${interval(change(row.valid_low), change(row.valid_high))}`, verdict(row.verdict)],
      })),
    }),
    rows.some((row) => row.orders_without_rate > 0) &&
      message('Revenue is not known of orders in a currency without a rate. Load rates with `infra/trustlift fx`.', 'notice'),
  ];
}

function several(rows) {
  return new Set(rows.map((row) => row.variant)).size > 1;
}

/** May it be decided, and if not, when? */
function decision(row, declared) {
  const name = words(declared.primary_metric);
  if (row.verdict === 'unhealthy') {
    return `No decision: the experiment is not healthy.`;
  }
  if (row.readiness === 'ready') {
    return `Ready: ${name} is judged «${verdict(row.verdict)}», ${change(row.rel_lift)} with an always-valid interval of ${interval(change(row.valid_low), change(row.valid_high))}.`;
  }
  const days = row.days_to_go === null ? 'not known yet how long' : `about ${row.days_to_go < 1 ? 'a day' : number(Math.ceil(row.days_to_go)) + ' days'} to go at this rate of viewers`;
  return `Not ready: there are too few viewers yet to see the planned effect on ${name}; ${row.ended ? 'it has ended, so that more will not come' : days}.`;
}

function estimateTable(rows, caption, status, primary) {
  return table({
    caption,
    rows,
    columns: [
      { title: 'Metric', cell: (row) => words(row.metric) + (row.metric === primary ? ' (decides)' : '') },
      { title: 'Arm', cell: (row) => row.variant },
      { title: 'Control', number: true, value: (row) => row.control_mean, cell: (row) => mean(row.control_mean, row.metric) },
      { title: 'This arm', number: true, value: (row) => row.variant_mean, cell: (row) => mean(row.variant_mean, row.metric) },
      { title: 'Effect', number: true, value: (row) => row.rel_lift, cell: (row) => h('span', { class: tone(row, status) }, change(row.rel_lift)) },
      {
        title: 'Always-valid interval',
        number: true,
        value: (row) => row.valid_low,
        cell: (row) => [interval(change(row.valid_low), change(row.valid_high)), row.ended ? h('small', {}, `fixed end ${interval(change(row.rel_low), change(row.rel_high))}`) : null],
      },
      {
        title: 'CUPED',
        number: true,
        value: (row) => row.cuped_rel_lift,
        cell: (row) => [change(row.cuped_rel_lift), h('small', {}, interval(change(row.cuped_rel_low), change(row.cuped_rel_high)))],
      },
      { title: 'Adjusted p', number: true, cell: (row) => pValue(row.ended ? row.p_adjusted : row.valid_p_adjusted) },
      { title: 'Ready?', cell: (row) => [words(row.readiness), row.readiness === 'ready' ? null : h('small', {}, row.ended ? 'and over' : `${number(row.days_to_go, 1)} days to go`)] },
      { title: 'Verdict', phrase: true, cell: (row) => h('span', { class: tone(row, status) }, verdict(row.verdict)) },
    ],
  });
}

/** Better or worse, once that may be said at all: health is ok, the row is ready, and the metric has a better direction. */
export function tone(row, status) {
  const directed = !['inquiry_rate', 'orders_per_inquirer'].includes(row.metric);
  if (status !== 'ok' || row.readiness !== 'ready' || !directed || !['up', 'down'].includes(row.verdict)) {
    return null;
  }
  return (row.verdict === 'up') !== LESS_IS_BETTER.includes(row.metric) ? 'better' : 'worse';
}

function byDay(rows, declared) {
  const primary = rows.filter((row) => row.metric === declared.primary_metric && row.rel_lift !== null);
  if (primary.length === 0) {
    return 'No day is over yet with viewers in two arms.';
  }
  const arms = [...new Set(primary.map((row) => row.variant))];
  const at = (row) => Date.parse(row.day + 'T00:00:00Z');
  return [
    ...arms.map((arm) => {
      const days = primary.filter((row) => row.variant === arm);
      return lines({
        label: `Effect of ${arm} by day with its always-valid band; the table has the same figures`,
        name: 'effect',
        zero: true,
        series: [{ name: `${arm}, with always-valid 95 % band`, points: days.map((row) => [at(row), row.rel_lift]) }],
        band: { points: days.filter((row) => row.valid_low !== null).map((row) => [at(row), row.valid_low, row.valid_high]) },
        xText: (value) => new Date(value).toISOString().slice(5, 10),
        yText: (value) => change(value),
      });
    }),
    folded(
      'Table of the days',
      table({
        caption: `${words(declared.primary_metric)} by day`,
        rows: primary,
        columns: [
          { title: 'Day (UTC)', cell: (row) => row.day },
          { title: 'Arm', cell: (row) => row.variant },
          { title: 'Viewers', number: true, cell: (row) => number(row.control_n + row.variant_n) },
          { title: 'Effect', number: true, value: (row) => row.rel_lift, cell: (row) => change(row.rel_lift) },
          { title: 'Always-valid interval', number: true, cell: (row) => interval(change(row.valid_low), change(row.valid_high)) },
          { title: 'Verdict', phrase: true, cell: (row) => verdict(row.verdict) },
        ],
      }),
    ),
  ];
}

function guards(rows, status) {
  const found = rows.filter((row) => GUARDS.includes(row.metric));
  if (found.length === 0) {
    return 'Nothing to guard yet: nobody has been triggered in two arms.';
  }
  return table({
    caption: 'Guards',
    rows: found,
    columns: [
      { title: 'Guard', cell: (row) => words(row.metric) },
      { title: 'Arm', cell: (row) => row.variant },
      { title: 'Control', number: true, value: (row) => row.control_mean, cell: (row) => mean(row.control_mean, row.metric) },
      { title: 'This arm', number: true, value: (row) => row.variant_mean, cell: (row) => mean(row.variant_mean, row.metric) },
      {
        title: 'Effect',
        number: true,
        value: (row) => row.rel_lift,
        cell: (row) => [h('span', { class: tone(row, status) }, change(row.rel_lift)), h('small', {}, interval(change(row.valid_low), change(row.valid_high)))],
      },
      { title: 'Verdict', phrase: true, cell: (row) => h('span', { class: tone(row, status) }, verdict(row.verdict)) },
    ],
  });
}

function segments(rows, declared) {
  const primary = rows.filter((row) => row.metric === declared.primary_metric);
  if (primary.length === 0) {
    return 'No viewers in two arms yet, so there are no parts to compare.';
  }
  const name = (row) => `${words(row.segment)}: ${words(row.segment_value)}`;
  return [
    forest({
      label: 'Effect for parts of the viewers; the table has the same figures',
      name: 'effect, always-valid 95 % interval',
      ratio: false,
      rows: primary.map((row) => ({
        label: several(primary) ? `${name(row)}, ${row.variant}` : name(row),
        estimate: row.rel_lift,
        low: row.valid_low,
        high: row.valid_high,
        lines: [`${change(row.rel_lift)}, ${interval(change(row.valid_low), change(row.valid_high))}`, verdict(row.verdict)],
      })),
    }),
    table({
      caption: `${words(declared.primary_metric)} for parts of the viewers`,
      rows: primary,
      columns: [
        { title: 'Part', cell: name },
        { title: 'Arm', cell: (row) => row.variant },
        { title: 'Viewers', number: true, value: (row) => row.control_n + row.variant_n, cell: (row) => number(row.control_n + row.variant_n) },
        { title: 'Effect', number: true, value: (row) => row.rel_lift, cell: (row) => change(row.rel_lift) },
        { title: 'Always-valid interval', number: true, cell: (row) => interval(change(row.valid_low), change(row.valid_high)) },
        { title: 'Adjusted p', number: true, cell: (row) => pValue(row.p_adjusted) },
        { title: 'Do parts differ? p', number: true, value: (row) => row.interaction_p, cell: (row) => pValue(row.interaction_p) },
        { title: 'Verdict', phrase: true, cell: (row) => verdict(row.verdict) },
      ],
    }),
  ];
}

function switchback(rows) {
  if (rows.length === 0) {
    return 'No slots of a room were drawn at random in this experiment.';
  }
  return table({
    caption: 'Slots by arm',
    rows,
    columns: [
      { title: 'Market', cell: (row) => (row.market === 'ALL' ? 'All markets' : row.market) },
      { title: 'Outcome', cell: (row) => words(row.outcome) },
      { title: 'Arm', cell: (row) => row.variant },
      { title: 'Rooms', number: true, value: (row) => row.rooms, cell: (row) => number(row.rooms) },
      { title: 'Slots', number: true, cell: (row) => `${number(row.control_slots)} and ${number(row.variant_slots)}` },
      { title: 'Control rate', number: true, value: (row) => row.control_rate, cell: (row) => number(row.control_rate, 1) },
      { title: 'Arm’s rate', number: true, value: (row) => row.variant_rate, cell: (row) => number(row.variant_rate, 1) },
      { title: 'Effect', number: true, value: (row) => row.rel_lift, cell: (row) => [change(row.rel_lift), h('small', {}, interval(change(row.rel_low), change(row.rel_high)))] },
      { title: 'Verdict', phrase: true, cell: (row) => verdict(row.verdict) },
    ],
  });
}

function readiness(rows, filters) {
  if (rows.length === 0) {
    return 'No experiment was declared yet: send one to the topic of experiments.';
  }
  return table({
    caption: 'Experiments',
    rows,
    columns: [
      {
        title: 'Experiment',
        value: (row) => row.experiment_id,
        cell: (row) => h('a', { href: link('experiment', filters, { experiment: row.experiment_id }) }, row.name || row.experiment_id),
      },
      { title: 'Judged by', cell: (row) => words(row.primary_metric) },
      { title: 'From', cell: (row) => minute(row.started_at) },
      { title: 'To', cell: (row) => (row.ended_at ? minute(row.ended_at) : 'open') },
      { title: 'Health', cell: (row) => words(row.status ?? 'no_viewers') },
      { title: 'Viewers', number: true, value: (row) => row.viewers, cell: (row) => number(row.viewers) },
      { title: 'Ready?', cell: (row) => words(row.readiness) },
      { title: 'Days to go', number: true, value: (row) => row.days_to_go, cell: (row) => number(row.days_to_go, 1) },
      { title: 'Effect', number: true, value: (row) => row.rel_lift, cell: (row) => [change(row.rel_lift), h('small', {}, interval(change(row.valid_low), change(row.valid_high)))] },
      { title: 'Verdict', phrase: true, cell: (row) => verdict(row.verdict) },
    ],
  });
}
