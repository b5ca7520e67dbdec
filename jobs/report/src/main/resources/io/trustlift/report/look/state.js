// What is looked at, as it stands in the address: a view and its filters. Pure functions.

export const VIEWS = [
  { name: 'overview', title: 'Overview' },
  { name: 'market', title: 'Market' },
  { name: 'stream', title: 'Stream' },
  { name: 'experiment', title: 'Experiment' },
];

const DEFAULTS = { market: '', mode: 'live', focus: 'type', range: 'all', stream: '', experiment: '' };

/** The filters of an address; what it does not say has its default. */
export function read(search) {
  const given = new URLSearchParams(search);
  return Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, given.get(name) ?? value]));
}

/** The view of a path. */
export function viewOf(path) {
  return VIEWS.find((view) => '/' + view.name === path)?.name ?? 'overview';
}

/** The address of a view with the filters, but for some that change; defaults are left out. */
export function link(view, filters, changes = {}) {
  return '/' + view + search({ ...filters, ...changes });
}

/** The query of an address, with what differs from the default. */
export function search(filters) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== (DEFAULTS[name] ?? '')) {
      given.set(name, value);
    }
  }
  const text = given.toString();
  return text ? '?' + text : '';
}

/** The row of one market, or that over all. */
export function marketRows(rows, market) {
  const wanted = market === '' ? 'ALL' : market;
  return rows.filter((row) => row.market === wanted);
}
