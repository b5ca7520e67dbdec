import { ask } from './api.js';
import { mountCharts } from './charts.js';
import { h, message } from './dom.js';
import { evidence as evidenceWords } from './format.js';

const SLOW_AFTER_MS = 400;

/**
 * A panel: what it asks (names with parameters) and how it draws the answers. draw gives elements, or a text when there is nothing to
 * draw, which then says what to do next.
 */
export class Panel {
  constructor({ title, about, evidence = null, asks, draw, half = false, long = false }) {
    this.asks = asks;
    this.draw = draw;
    this.answers = null;
    this.content = h('div', { class: 'content' });
    this.element = h(
      'section',
      { class: ['panel', half && 'half', long && 'long'].filter(Boolean).join(' '), 'aria-label': title },
      h('header', {}, h('h2', {}, title), evidence && h('span', { class: 'evidence' }, evidenceWords(evidence))),
      h('p', { class: 'about' }, about),
      this.content,
    );
  }

  /** Asks and draws. What is drawn already stays until there is something newer. */
  async load() {
    const first = this.answers === null;
    this.element.setAttribute('aria-busy', 'true');
    const slow = first && setTimeout(() => this.#say('Asking: nobody has asked for this yet, so it may take some seconds …'), SLOW_AFTER_MS);
    try {
      const answers = await Promise.all(this.asks.map(([name, parameters]) => ask(name, parameters)));
      clearTimeout(slow);
      const newer = first || answers.some((answer, index) => answer.version !== this.answers[index].version);
      this.answers = answers;
      if (newer) {
        this.#show(this.draw(...answers.map((answer) => answer.rows)));
      }
    } catch (failure) {
      clearTimeout(slow);
      if (failure.status === undefined) {
        console.error(failure);
      }
      this.#say(failure.message);
    } finally {
      this.element.removeAttribute('aria-busy');
    }
  }

  #show(drawn) {
    const open = new Set([...this.content.querySelectorAll('details[open] > summary')].map((summary) => summary.textContent));
    this.content.replaceChildren(typeof drawn === 'string' ? message(drawn) : h('div', {}, drawn));
    for (const summary of this.content.querySelectorAll('details > summary')) {
      summary.parentElement.open = open.has(summary.textContent);
    }
    mountCharts(this.content);
  }

  #say(text) {
    this.content.replaceChildren(message(text));
  }
}
