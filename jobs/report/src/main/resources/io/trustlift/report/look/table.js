import { h } from './dom.js';
import { isKnown } from './format.js';

/**
 * A table. A column has a title and cell(row), which gives text or an element; value(row), if it has one, is the exact figure
 * behind the text and stands in the cell's data-value. The first column names the row.
 */
export function table({ caption, columns, rows, rowClass = () => null }) {
  const head = h(
    'thead',
    {},
    h('tr', {}, columns.map((column) => h('th', { scope: 'col', class: column.number ? 'number' : null }, column.title))),
  );
  const body = h('tbody', {}, rows.map((row) => h('tr', { class: rowClass(row) }, columns.map((column, index) => cell(column, row, index)))));
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption), head, body),
  );
}

/** A table that opens when it is asked for. */
export function folded(title, content) {
  return h('details', {}, h('summary', {}, title), content);
}

function cell(column, row, index) {
  const value = column.value?.(row);
  const attributes = { class: column.number ? 'number' : column.phrase ? 'phrase' : null, 'data-value': isKnown(value) ? value : null };
  if (index === 0) {
    return h('th', { scope: 'row', ...attributes }, column.cell(row));
  }
  return h('td', attributes, column.cell(row));
}
