// Asks the server.

/** An answer that is none, with the reason in the message. */
export class NoAnswer extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The answer of a panel: its rows, and how far the data reached. Fails with NoAnswer. */
export async function ask(name, parameters = {}) {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== '') {
      given.set(key, value);
    }
  }
  const query = given.toString();
  let response;
  try {
    response = await fetch('/api/' + name + (query ? '?' + query : ''));
  } catch {
    throw new NoAnswer(0, 'The server does not answer: is `infra/trustlift look` still running?');
  }
  const body = await response.json();
  if (!response.ok) {
    throw new NoAnswer(response.status, body.error);
  }
  return body;
}
