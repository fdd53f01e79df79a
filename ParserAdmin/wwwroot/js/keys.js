// Keys of the whole portal, while nobody types and no dialog is open: Ctrl+K finds, g and a letter goes to a page, ? lists the keys, / goes
// to the search of the list. STOP has a key of its own, in stop.js.
const patience = 1500;
const fields = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])';
let portal = null;
let pages = {};
let goes = 0;

export function connect(reference, byKey) {
  portal = reference;
  pages = byKey;
}

export function focus(id) {
  document.getElementById(id)?.focus();
}

export function reveal(id) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}

const ask = what => portal?.invokeMethodAsync(what).catch(() => { /* the page is closing */ });

/** Whether the key was one of ours. */
function heard(event) {
  const key = event.key.toLowerCase();
  const isFollowing = Date.now() - goes < patience;
  goes = 0;
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'k' || event.shiftKey || event.altKey)
      return false;
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
  if (!portal || isTyping || document.querySelector('.mud-dialog') || !heard(event))
    return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-palette]'))
    ask('FindAsync');
});
