// Elements. Text always becomes text: nothing of an answer is ever read as markup.

/** An element with attributes (false and null leave one out, "on..." adds a listener) and children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A paragraph for a person, with `command` parts in backquotes. */
export function message(text, kind = 'message') {
  const parts = text.split('`').map((part, index) => (index % 2 ? h('code', {}, part) : part));
  return h('p', { class: kind }, parts);
}
