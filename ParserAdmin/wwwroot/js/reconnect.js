// Tells people whether what they see is live, and comes back by itself when the server does.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  const root = document.documentElement;
  const retry = 3000;

  async function comeBack() {
    try {
      if (await Blazor.reconnect())
        return;
      // The server is there but knows this circuit no more: only a new page is true.
      location.reload();
    } catch {
      setTimeout(comeBack, retry);
    }
  }

  notice.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail.state;
    root.dataset.circuit = state === 'hide' ? 'live' : 'lost';
    if (state === 'failed')
      setTimeout(comeBack, retry);
    else if (state === 'rejected')
      location.reload();
  });
  notice.querySelector('[data-reload]').addEventListener('click', () => location.reload());
})();
