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

  const isAnswered = () => fetch('health/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) }).then(live => live.status < 500, () => false);

  /** Whether a socket like the circuit's comes about, by way of whatever lies between. */
  const isLetThrough = () => new Promise(done => {
    const address = new URL('_blazor', document.baseURI);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    const timer = setTimeout(() => end(false), 5000);
    function end(isOpen) {
      clearTimeout(timer);
      socket.close();
      done(isOpen);
    }
    socket.onopen = () => end(true);
    socket.onerror = () => end(false);
  });

  // From the document's base, its address would be a place of the dashboard.
  document.querySelector('.skip-link').addEventListener('click', event => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  });

  // Where the very first connection fails, Blazor gives up without a word: the skeleton would stay for ever.
  async function watchStart() {
    await wait(5000);
    const until = Date.now() + 15000;
    let hasFailed = false;
    while (!root.dataset.circuit && document.querySelector('.boot')) {
      const state = !await isAnswered() ? 'away' : await isLetThrough() ? 'slow' : 'refused';
      hasFailed ||= state !== 'slow';

      // A server that lets us in may only be slow to us; after a while a new try costs less than waiting.
      if (state === 'slow' && !root.dataset.circuit && (hasFailed || Date.now() > until)) {
        location.reload();
        return;
      }
      notice.dataset.start = state;

      // A server comes back at any moment; a proxy is not set up anew so soon.
      await wait(state === 'refused' ? 4 * retry : retry);
    }
    delete notice.dataset.start;
  }
  watchStart();

  // By a websocket without negotiation: behind a balancer the two could meet different nodes.
  const websockets = 1;
  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withUrl('_blazor', { skipNegotiation: true, transport: websockets }),
      reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: retry },
    },
  });
})();
