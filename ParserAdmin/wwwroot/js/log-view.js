// Keeps a log at its end while it grows, until the person scrolls up; tells the page which rows are seen, so that it draws those.
const near = 40;
const rowHeight = 20;
const margin = 10;
const boxes = new WeakMap();

const atEnd = box => box.scrollHeight - box.scrollTop - box.clientHeight < near;

// Rows may be higher than one line; outside of what is drawn they are taken for as high as one.
function seen(box) {
  const rows = box.querySelectorAll('[data-row]');
  const height = Math.ceil(box.clientHeight / rowHeight);
  if (rows.length === 0)
    return { top: 0, bottom: height, first: 0, last: -1 };
  const edge = box.getBoundingClientRect().top + box.clientTop;
  const [first, last] = [Number(rows[0].dataset.row), Number(rows[rows.length - 1].dataset.row)];
  const above = rows[0].getBoundingClientRect().top - edge;
  const below = edge - rows[rows.length - 1].getBoundingClientRect().bottom;
  let top = first;
  if (above > 0)
    top = first - Math.ceil(above / rowHeight);
  else if (below > 0)
    top = last + Math.floor(below / rowHeight);
  else
    top = Number([...rows].find(row => row.getBoundingClientRect().bottom > edge)?.dataset.row ?? last);
  return { top: Math.max(0, top), bottom: Math.max(0, top) + height, first, last };
}

export function watch(box, page, following) {
  const state = { following, told: null, top: 0, height: 0, quiet: false, busy: false, again: false };
  boxes.set(box, state);
  const toEnd = () => {
    if (state.following)
      box.scrollTop = box.scrollHeight;
    state.height = box.scrollHeight;
  };
  const tell = async () => {
    const changed = state.following !== state.told;
    const now = seen(box);
    const lacks = (now.top < now.first + margin && now.first > 0) || (now.bottom > now.last - margin && now.last < Number(box.dataset.rows) - 1);
    if (!changed && (state.following || !lacks))
      return;
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    state.told = state.following;
    try {
      await page.invokeMethodAsync('OnScrolledAsync', now.top, now.bottom, state.following);
    } catch { /* the page is closing */ }
    state.busy = false;
    if (state.again) {
      state.again = false;
      await tell();
    }
  };
  new MutationObserver(toEnd).observe(box, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
  let frame = 0;
  box.addEventListener('scroll', () => {
    const shrunk = box.scrollHeight < state.height;
    const up = box.scrollTop < state.top - 2 && !shrunk;
    state.top = box.scrollTop;
    state.height = box.scrollHeight;
    // The smallest step up is a wish to stop; a log that became shorter is none. A jump to what was found may end at the end and says nothing.
    const last = box.scrollHeight - box.scrollTop - box.clientHeight <= 2;
    if (!state.quiet)
      state.following = last || (!up && (state.following || atEnd(box)));
    state.quiet = false;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tell);
  }, { passive: true });
  new ResizeObserver(() => {
    toEnd();
    tell();
  }).observe(box);
  toEnd();
  tell();
}

export function setFollowing(box, following) {
  const state = boxes.get(box);
  if (!state)
    return;
  state.following = state.told = following;
  if (following)
    box.scrollTop = box.scrollHeight;
}

export function reveal(box, row) {
  const state = boxes.get(box);
  const line = box.querySelector(`[data-row="${row}"]`);
  if (!state || !line)
    return;
  const [place, frame] = [line.getBoundingClientRect(), box.getBoundingClientRect()];
  state.following = state.told = false;
  if (place.top >= frame.top && place.bottom <= frame.bottom)
    return;
  state.quiet = true;
  box.scrollTop += place.top - frame.top - (frame.height - place.height) / 2;
}
