// Figures and words, as people read them. Pure functions; null is what is not known, and is shown as a dash.

export const UNKNOWN = '–';

const NBSP = '\u00a0';
const MINUS = '\u2212';

/** From here on, in percent, a change is only said to be more: intervals of little data reach into the millions. */
const HUGE = 999;

/** A number with thousands set apart and a fixed number of places. */
export function number(value, places = 0) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return UNKNOWN;
  }
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? MINUS + text : text;
}

/** A share in percent. */
export function share(value, places = 1) {
  return isKnown(value) ? number(100 * value, places) + NBSP + '%' : UNKNOWN;
}

/** A relative change in percent, with its sign; above 999 % it is only said to be more. */
export function change(value, places = null) {
  if (!isKnown(value)) {
    return UNKNOWN;
  }
  const percent = 100 * value;
  if (percent >= HUGE) {
    return '>' + NBSP + '+' + HUGE + NBSP + '%';
  }
  const text = number(percent, places ?? (Math.abs(percent) < 9.95 ? 1 : 0));
  return (percent > 0 && /[1-9]/.test(text) ? '+' : '') + text + NBSP + '%';
}

/** A ratio of rates as a relative change. */
export function lift(ratio) {
  return isKnown(ratio) ? change(ratio - 1) : UNKNOWN;
}

/** Two ends that are formatted already. */
export function interval(low, high) {
  return low === UNKNOWN && high === UNKNOWN ? 'no interval' : `${low} to ${high}`;
}

/** A p-value. */
export function pValue(p) {
  if (!isKnown(p)) {
    return UNKNOWN;
  }
  return p < 0.001 ? '<' + NBSP + '0.001' : number(p, 3);
}

/** Milliseconds as seconds or minutes. */
export function duration(ms) {
  if (!isKnown(ms)) {
    return UNKNOWN;
  }
  return ms < 120000 ? number(ms / 1000, ms < 10000 ? 1 : 0) + NBSP + 's' : number(ms / 60000, 1) + NBSP + 'min';
}

/** A mean of a metric of experiments: shares in percent. */
export function mean(value, metric) {
  const shares = ['order_rate', 'inquiry_rate', 'refund_rate', 'stall_share', 'orders_per_inquirer'];
  return shares.includes(metric) ? share(value, 2) : number(value, 3);
}

/** Day and minute of a time such as "2026-03-02 18:00:00", UTC. */
export function minute(time) {
  return time ? time.slice(0, 16) : UNKNOWN;
}

/** The minute of the day. */
export function clock(time) {
  return time ? time.slice(11, 16) : UNKNOWN;
}

/** Such a time in milliseconds since the epoch. */
export function epoch(time) {
  return Date.parse(time.replace(' ', 'T') + 'Z');
}

/** A name of the tables in words. */
export function words(name) {
  return NAMES[name] ?? String(name).replaceAll('_', ' ');
}

/** A verdict in words, with a sign that needs no colour. */
export function verdict(name) {
  return VERDICTS[name] ?? words(name);
}

/** What kind of evidence a figure is. Only what was drawn at random may be called an effect. */
export function evidence(name) {
  return EVIDENCE[name] ?? words(name);
}

export function isKnown(value) {
  return value !== null && value !== undefined && !Number.isNaN(value);
}

const NAMES = {
  social_proof: 'social proof',
  orders_per_inquirer: 'orders per inquirer (descriptive)',
  order_rate: 'order rate',
  saw_credential: 'saw a credential',
  asked: 'asked a question',
  clicked: 'clicked a product',
  srm_p: 'sample ratio p',
};

const VERDICTS = {
  up: '▲ up',
  down: '▼ down',
  no_clear_change: '◇ no clear change',
  too_little_data: '· too little data',
  unhealthy: '⚠ not to be read: unhealthy',
  not_shown: '· not shown',
  in_line: '≈ in line with the claim',
  less_than_claimed: '▼ less than claimed',
  more_than_claimed: '▲ more than claimed',
};

const EVIDENCE = {
  observational: 'Estimate, not drawn at random',
  crude: 'Crude comparison, hosts choose',
  descriptive: 'Describes only',
  count: 'Count',
  experiment: 'Experiment, drawn at random',
  switchback: 'Switchback, drawn at random',
};
