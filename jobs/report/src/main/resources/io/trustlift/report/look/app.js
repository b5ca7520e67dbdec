// The page: which view, with which filters, and when to ask again.
import { ask } from './api.js';
import { h, message } from './dom.js';
import { experiment, resolveExperiment } from './experiment.js';
import { market, resolveMarket } from './market.js';
import { overview } from './overview.js';
import { link, read, VIEWS, viewOf } from './state.js';
import { resolveStream, stream } from './stream.js';

const LOOK_AGAIN_MS = 15000;
const REFRESHED_MS = 2000;
const REFRESHES = 5;

const BUILDERS = { overview, market, stream, experiment };
const RESOLVERS = { market: resolveMarket, stream: resolveStream, experiment: resolveExperiment };
const USED = {
  overview: ['market', 'mode', 'focus', 'range'],
  market: ['market', 'mode', 'range'],
  stream: ['stream', 'market', 'mode', 'range'],
  experiment: ['experiment', 'market'],
};

let shown = null;

start();

async function start() {
  addEventListener('popstate', render);
  document.addEventListener('click', follow);
  document.addEventListener('visibilitychange', lookAgain);
  await render();
  setInterval(lookAgain, LOOK_AGAIN_MS);
}

/** Links of this page change the address without loading it anew. */
function follow(event) {
  const anchor = event.target.closest?.('a[href^="/"]');
  if (anchor && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(anchor.getAttribute('href'));
  }
}

function go(address) {
  history.pushState(null, '', address);
  return render().then(() => {
    scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
  });
}

async function render() {
  const view = viewOf(location.pathname);
  const main = document.getElementById('main');
  document.body.dataset.ready = 'false';
  const mine = (shown = { panels: [], version: null });
  try {
    const [markets, rooms, experiments] = await Promise.all(['markets', 'rooms', 'experiments'].map((name) => ask(name)));
    const lists = { markets: markets.rows, rooms: rooms.rows, experiments: experiments.rows };
    let filters = read(location.search);
    if (RESOLVERS[view]) {
      filters = await RESOLVERS[view](filters, lists);
      history.replaceState(null, '', link(view, filters));
    }
    if (mine !== shown) {
      return;
    }
    drawNavigation(view, filters);
    drawFilters(view, filters, lists);
    stamp(markets);
    const nothing = reasonForNothing(view, lists);
    if (nothing) {
      main.replaceChildren(h('h1', {}, VIEWS.find((one) => one.name === view).title), message(nothing));
      document.title = 'TrustLift';
      return;
    }
    const { title, subtitle, panels } = BUILDERS[view](filters, lists);
    document.title = `${title} · TrustLift`;
    mine.panels = panels;
    mine.version = markets.version;
    main.replaceChildren(h('h1', {}, title, h('small', {}, subtitle)), ...panels.map((panel) => panel.element));
    await load(mine);
  } catch (failure) {
    if (failure.status === undefined) {
      console.error(failure);
    }
    if (mine === shown) {
      drawNavigation(view, read(location.search));
      main.replaceChildren(message(failure.message));
    }
  } finally {
    if (mine === shown) {
      document.body.dataset.ready = 'true';
    }
  }
}

/** Loads all panels; those whose newer answer is on its way are asked again. */
async function load(mine, panels = mine.panels, tries = REFRESHES) {
  await Promise.all(panels.map((panel) => panel.load()));
  const answers = mine.panels.flatMap((panel) => panel.answers ?? []);
  const refreshing = mine.panels.filter((panel) => panel.answers?.some((answer) => answer.refreshing));
  if (mine !== shown || answers.length === 0) {
    return;
  }
  stamp(answers.reduce((oldest, answer) => (answer.as_of < oldest.as_of ? answer : oldest)), refreshing.length > 0);
  if (refreshing.length > 0 && tries > 0) {
    setTimeout(() => mine === shown && load(mine, refreshing, tries - 1), REFRESHED_MS);
  }
}

async function lookAgain() {
  const mine = shown;
  if (document.hidden || mine === null) {
    return;
  }
  try {
    const { version } = await ask('state');
    if (mine !== shown || version === mine.version) {
      return;
    }
    if (mine.version === null) {
      await render();
    } else {
      mine.version = version;
      await load(mine);
    }
  } catch (failure) {
    document.getElementById('stamp').textContent = failure.message.replaceAll('`', '');
  }
}

function reasonForNothing(view, { rooms, experiments }) {
  if (rooms.length === 0) {
    return 'Nobody has watched anything yet. Send events to the topics, or begin with `infra/trustlift demo`. This page looks again by itself.';
  }
  if (view === 'experiment' && experiments.length === 0) {
    return 'There is no experiment yet. Declare one on the topic trust.experiments and assign viewers; `infra/trustlift demo` has one.';
  }
  return null;
}

function stamp({ as_of: asOf }, refreshing = false) {
  document.getElementById('stamp').textContent = asOf ? `Data as of ${asOf.slice(0, 19)} UTC${refreshing ? ', newer on their way' : ''}` : 'No data yet';
}

function drawNavigation(view, filters) {
  document.getElementById('views').replaceChildren(
    ...VIEWS.map(({ name, title }) => h('a', { href: link(name, filters), 'aria-current': name === view ? 'page' : null }, title)),
  );
}

function drawFilters(view, filters, { markets, rooms, experiments }) {
  const change = (changes) => go(link(view, filters, changes));
  const choice = (name, title, options) => {
    const known = options.some(([value]) => value === filters[name]);
    const all = known ? options : [...options, [filters[name], filters[name]]];
    return h(
      'label',
      {},
      title,
      h(
        'select',
        { name, onchange: (event) => change({ [name]: event.target.value }) },
        all.map(([value, text]) => h('option', { value, selected: value === filters[name] }, text)),
      ),
    );
  };
  const every = view === 'market' ? ['ALL', 'All markets'] : ['', 'All markets'];
  const fields = {
    stream: () => choice('stream', 'Stream', rooms.map((row) => [row.stream_id, `${row.stream_id} (${row.started_at.slice(0, 10)})`])),
    experiment: () => choice('experiment', 'Experiment', experiments.map((row) => [row.experiment_id, row.name || row.experiment_id])),
    market: () => choice('market', 'Market', [every, ...markets.map((row) => [row.market, `${row.market}, ${row.name}`])]),
    mode: () => choice('mode', 'Viewers', [['live', 'Live'], ['replay', 'Replay'], ['all', 'Live and replay']]),
    focus: () => choice('focus', 'Lift for each', [['type', 'Type'], ['kind', 'Kind'], ['credential', 'Credential']]),
    range: () => rangeFields(filters, choice, change),
  };
  const form = document.getElementById('filters');
  form.replaceChildren(...USED[view].flatMap((name) => fields[name]()));
  form.onsubmit = (event) => event.preventDefault();
}

function rangeFields(filters, choice, change) {
  const own = filters.range.includes('..');
  const [from, to] = own ? filters.range.split('..') : ['', ''];
  const select = choice('range', 'Time', [
    ['all', 'All data'],
    ['24h', 'Last 24 hours'],
    ['7d', 'Last 7 days'],
    ['28d', 'Last 28 days'],
    ...(own ? [[filters.range, 'From … to …']] : []),
  ]);
  const day = (title, value, place) =>
    h('label', {}, title, h('input', { type: 'date', value: value.slice(0, 10), onchange: (event) => pick(place, event.target.value) }));
  const picked = [from.slice(0, 10), to.slice(0, 10)];
  const pick = (place, value) => {
    picked[place] = value;
    if (picked[0] && picked[1]) {
      change({ range: picked.join('..') });
    }
  };
  return [select, day('From (UTC)', from, 0), day('To, without', to, 1)];
}
