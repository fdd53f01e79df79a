// Keeps a log at its end while it grows, until the person scrolls up; tells the page when that changes.
const near = 40;
const boxes = new WeakMap();

const atEnd = box => box.scrollHeight - box.scrollTop - box.clientHeight < near;

export function follow(box, page) {
  const state = { following: true, top: 0, height: 0 };
  boxes.set(box, state);
  const toEnd = () => {
    if (state.following)
      box.scrollTop = box.scrollHeight;
    state.height = box.scrollHeight;
  };
  const grown = new MutationObserver(toEnd);
  grown.observe(box, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
  box.addEventListener('scroll', () => {
    const shrunk = box.scrollHeight < state.height;
    const up = box.scrollTop < state.top - 2 && !shrunk;
    state.top = box.scrollTop;
    state.height = box.scrollHeight;
    const following = atEnd(box) || (state.following && !up);
    if (following === state.following)
      return;
    state.following = following;
    page.invokeMethodAsync('OnScrolledAsync', following).catch(() => { /* the page is closing */ });
  }, { passive: true });
  toEnd();
}

export function setFollowing(box, following) {
  const state = boxes.get(box);
  if (!state)
    return;
  state.following = following;
  if (following)
    box.scrollTop = box.scrollHeight;
}
