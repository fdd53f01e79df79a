// The STOP button is a plain form, which works without any script. With one it never leaves the page: the click goes through the circuit,
// and where that gives no answer the form is posted in the background, again and again, until the server has it. Stopping twice is harmless,
// so a click is never lost to caution; it outlives a reload of the page, too.
const patience = 1500;
const pause = 1000;
const pending = 'parseradmin.stop';
const root = document.documentElement;
let bar = null;
let delivering = false;

export function connect(reference) {
  bar = reference;
  root.dataset.circuit = 'live';
}

const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const form = () => document.querySelector('[data-stop-form]');

function remember(isPending) {
  try {
    if (isPending) sessionStorage.setItem(pending, '1');
    else sessionStorage.removeItem(pending);
  } catch { /* private browsing: it lasts for this page */ }
}

function isRemembered() {
  try { return sessionStorage.getItem(pending) === '1'; } catch { return false; }
}

function say(words, isTrouble = false) {
  const status = document.querySelector('[data-stop-status]');
  if (!status)
    return;
  status.textContent = words;
  status.hidden = words === '';
  status.classList.toggle('trouble', isTrouble);
}

async function byCircuit() {
  if (!bar || root.dataset.circuit !== 'live')
    return false;
  try {
    return await Promise.race([bar.invokeMethodAsync('StopAsync'), wait(patience).then(() => false)]);
  } catch {
    return false;
  }
}

// A form that is older than the server's keys is fetched anew.
async function renewForm() {
  const answer = await fetch(form().action, { signal: AbortSignal.timeout(5000) });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const name = '__RequestVerificationToken';
  const fresh = page.querySelector(`input[name=${name}]`);
  const old = form().querySelector(`input[name=${name}]`);
  if (fresh && old)
    old.value = fresh.value;
}

/** 'done' or 'refused', with words; null where nobody can say whether it arrived. */
async function byPost() {
  try {
    const answer = await fetch(form().action, {
      method: 'POST', body: new URLSearchParams(new FormData(form())), headers: { Accept: 'application/json' }, redirect: 'error',
      signal: AbortSignal.timeout(5000),
    });
    if (answer.ok)
      return { end: 'done', words: (await answer.json()).message };
    if (answer.status === 401)
      return { end: 'refused', words: 'Not stopped: you are signed out. Sign in, and press STOP again.' };
    if (answer.status === 403)
      return { end: 'refused', words: (await answer.json()).detail ?? 'Not stopped: your role may not.' };
    if (answer.status === 400)
      await renewForm();
  } catch { /* the server does not answer; tried again */ }
  return null;
}

async function deliver() {
  if (delivering || !form())
    return;
  delivering = true;
  remember(true);
  say('Stopping…');
  const began = Date.now();
  let result = await byCircuit() ? { end: 'done', words: 'Stopped.' } : await byPost();
  while (!result) {
    say(`Not delivered yet, trying for ${Math.round((Date.now() - began) / 1000)} s. Keep this page open.`, true);
    await wait(pause);
    result = await byPost();
  }
  remember(false);
  delivering = false;
  const words = result.words ?? 'Stopped.';
  const isPlain = result.end === 'done' && words === 'Stopped.';

  // Anything else, such as a stop that could not be stored, has to be read, and acted upon.
  say(words, !isPlain);
  if (isPlain)
    setTimeout(() => { if (!delivering) say(''); }, 1500);
}

document.addEventListener('submit', event => {
  if (!event.target.matches?.('[data-stop-form]'))
    return;
  event.preventDefault();
  deliver();
});

// Dialogs keep the focus, so that Tab does not lead to STOP; this key does, everywhere.
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && event.shiftKey && !form()?.querySelector('button').disabled) {
    event.preventDefault();
    deliver();
  }
}, true);

if (isRemembered())
  deliver();
