import assert from 'node:assert/strict';
import test from 'node:test';
import * as format from './format.js';
import { lanes } from './lanes.js';
import { link, marketRows, read, search, viewOf } from './state.js';

const plain = (text) => text.replaceAll('\u00a0', ' ');

test('numbers have thousands, places, and a dash for what is not known', () => {
  assert.equal(format.number(1234567), '1,234,567');
  assert.equal(format.number(0.125, 2), '0.13');
  assert.equal(format.number(-3), '−3');
  assert.equal(format.number(-0.001, 1), '0.0');
  assert.equal(format.number(null), '–');
  assert.equal(format.number(NaN), '–');
});

test('changes carry their sign, and no false precision', () => {
  assert.equal(plain(format.change(0.0812)), '+8.1 %');
  assert.equal(plain(format.change(0.0996)), '+10 %');
  assert.equal(plain(format.change(-0.5)), '−50 %');
  assert.equal(plain(format.change(0)), '0.0 %');
  assert.equal(plain(format.change(11656701641.62)), '> +999 %');
  assert.equal(plain(format.lift(1.43)), '+43 %');
  assert.equal(plain(format.lift(null)), '–');
});

test('an interval without ends is none', () => {
  assert.equal(format.interval('–', '–'), 'no interval');
  assert.equal(format.interval('−4 %', '+9 %'), '−4 % to +9 %');
});

test('p-values, durations and shares', () => {
  assert.equal(plain(format.pValue(0.00001)), '< 0.001');
  assert.equal(format.pValue(0.0512), '0.051');
  assert.equal(plain(format.duration(9400)), '9.4 s');
  assert.equal(plain(format.duration(94000)), '94 s');
  assert.equal(plain(format.duration(132000)), '2.2 min');
  assert.equal(plain(format.share(0.2185, 2)), '21.85 %');
  assert.equal(plain(format.mean(0.2185, 'order_rate')), '21.85 %');
  assert.equal(format.mean(25.2274, 'revenue_per_viewer'), '25.227');
});

test('times are UTC', () => {
  assert.equal(format.epoch('2026-03-02 18:00:00'), Date.UTC(2026, 2, 2, 18));
  assert.equal(format.minute('2026-03-02 18:01:59'), '2026-03-02 18:01');
  assert.equal(format.clock('2026-03-02 18:01:59'), '18:01');
});

test('verdicts are words with a sign, and only what was drawn at random is more than an estimate', () => {
  for (const name of ['up', 'down', 'no_clear_change', 'too_little_data', 'unhealthy', 'not_shown', 'in_line', 'less_than_claimed', 'more_than_claimed']) {
    assert.match(format.verdict(name), /^\S \D+$/);
  }
  assert.equal(format.verdict('some_new_one'), 'some new one');
  assert.match(format.evidence('observational'), /not drawn at random/);
  assert.match(format.evidence('experiment'), /drawn at random/);
});

test('an address keeps what differs from the default', () => {
  const filters = read('?market=DE&range=7d&unknown=1');
  assert.deepEqual(filters, { market: 'DE', mode: 'live', focus: 'type', range: '7d', stream: '', experiment: '' });
  assert.equal(search(filters), '?market=DE&range=7d');
  assert.equal(link('stream', filters, { stream: 'a&b', range: 'all' }), '/stream?market=DE&stream=a%26b');
  assert.deepEqual(read(search({ ...filters, stream: 'ä ü' })).stream, 'ä ü');
  assert.equal(viewOf('/market'), 'market');
  assert.equal(viewOf('/'), 'overview');
});

test('rows of a market, or those over all', () => {
  const rows = [{ market: 'ALL', n: 3 }, { market: 'DE', n: 1 }];
  assert.deepEqual(marketRows(rows, ''), [rows[0]]);
  assert.deepEqual(marketRows(rows, 'DE'), [rows[1]]);
});

test('showings in a lane do not lie over each other', () => {
  const intervals = [{ start: 0, end: 10 }, { start: 5, end: 8 }, { start: 8, end: 12 }, { start: 10, end: 11 }];
  const { placed, count } = lanes(intervals);
  assert.equal(count, 2);
  assert.deepEqual(placed, [0, 1, 1, 0]);
  assert.deepEqual(lanes([]), { placed: [], count: 0 });
});
