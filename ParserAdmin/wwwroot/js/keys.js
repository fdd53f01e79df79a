// Keys of the whole portal, while nobody types and no dialog is open: Ctrl+K finds, g and a letter goes to a page, ? lists the keys, / goes
// to the search of the list. STOP has a key of its own, in stop.js.
const patience = 1500;
const fields = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])';
let portal = null;
let pages = {};
let goes = 0;

// What is typed between Ctrl+K and the palette, which comes from the server; null while nobody waits for it. A palette that does not come
// must not leave the keyboard dead.
const longest = 5000;
let ahead = null;

export function connect(reference, byKey) {
  portal = reference;
  pages = byKey;
}

/** Gives a field what was typed before it was there. */
export function begin(id) {
  const field = document.getElementById(id);
  const held = isHolding() ? ahead : null;
  ahead = null;
  field?.focus();
  if (!field || !held)
    return;
  if (held.text) {
    field.value = held.text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (held.isSent)
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}

export function reveal(id) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}

// Where the answer is a fault, the page is closing.
const ask = what => portal?.invokeMethodAsync(what).catch(() => { ahead = null; });

const isLive = () => document.documentElement.dataset.circuit === 'live';
const isHolding = () => ahead && isLive() && Date.now() - ahead.since < longest;

/** Holds a key for the palette that is on its way: behind it, an Enter would press whatever has the focus. */
function hold(event) {
  if (event.ctrlKey || event.metaKey)
    return event.key.toLowerCase() === 'k';
  // With Shift, Escape is STOP, always.
  if (event.altKey || event.key === 'Tab' || event.key === 'Escape' && event.shiftKey)
    return false;
  if (event.key === 'Escape')
    ahead = null;
  else if (ahead.isSent)
    return true;
  else if (event.key === 'Enter')
    ahead.isSent = true;
  else if (event.key === 'Backspace')
    ahead.text = ahead.text.slice(0, -1);
  else if (event.key.length === 1)
    ahead.text += event.key;
  return true;
}

/** Whether the key was one of ours. */
function heard(event) {
  const key = event.key.toLowerCase();
  const isFollowing = Date.now() - goes < patience;
  goes = 0;
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'k' || event.shiftKey || event.altKey)
      return false;
    ahead = { text: '', isSent: false, since: Date.now() };
    ask('FindAsync');
  } else if (event.altKey) {
    return false;
  } else if (isFollowing && pages[key]) {
    Blazor.navigateTo(pages[key]);
  } else if (key === 'g') {
    goes = Date.now();
  } else if (key === '?') {
    ask('ExplainAsync');
  } else if (key === '/') {
    document.querySelector('main input[type=search]')?.focus();
  } else {
    return false;
  }
  return true;
}

// Before the page hears it: what is a key of the portal is none of the list's.
addEventListener('keydown', event => {
  // The editor of definitions lies in a shadow root, so the target is only what holds it.
  const isTyping = event.isComposing || event.composedPath()[0].closest?.(fields);
  if (!portal || isTyping)
    return;
  if (isHolding() ? !hold(event) : document.querySelector('.mud-dialog') || !heard(event))
    return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-palette]'))
    ask('FindAsync');
});
