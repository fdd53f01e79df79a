// Starts Blazor, tells people whether what they see is live, and comes back by itself when the server does. Blazor says how it stands by the
// notice's classes.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  const root = document.documentElement;
  const retry = 500;
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

  new MutationObserver(() => {
    const has = state => notice.classList.contains(`components-reconnect-${state}`);

    // Before the page was live for the first time its skeleton stays.
    if (root.dataset.circuit)
      root.dataset.circuit = has('show') || has('failed') || has('rejected') ? 'lost' : 'live';

    // The server is there but knows this circuit no more: only a new page is true then.
    if (has('rejected') || has('failed'))
      location.reload();
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });
  notice.querySelector('[data-reload]').addEventListener('click', () => location.reload());

  // Where the very first connection fails, Blazor gives up without a word: the skeleton would stay for ever.
  async function watchStart() {
    await wait(5000);
    if (root.dataset.circuit || !document.querySelector('.boot'))
      return;
    notice.classList.add('components-reconnect-show');
    const until = Date.now() + 15000;
    for (let wasAway = false; !root.dataset.circuit; await wait(retry)) {
      const isThere = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) }).then(live => live.ok, () => false);
      wasAway ||= !isThere;

      // A server that answers all the time may only be slow to us; after a while a new try costs less than waiting.
      if (isThere && !root.dataset.circuit && (wasAway || Date.now() > until))
        return location.reload();
    }
    notice.classList.remove('components-reconnect-show');
  }
  watchStart();

  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: retry } } });
})();
