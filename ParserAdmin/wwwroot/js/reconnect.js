// Tells people whether what they see is live, and comes back by itself when the server does. Blazor says how it stands by the notice's classes.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  const root = document.documentElement;
  const retry = 3000;
  let trying = false;

  async function comeBack() {
    try {
      // False: the server is there but knows this circuit no more. Only a new page is true then.
      if (!await Blazor.reconnect())
        location.reload();
      trying = false;
    } catch {
      setTimeout(comeBack, retry);
    }
  }

  new MutationObserver(() => {
    const has = state => notice.classList.contains(`components-reconnect-${state}`);
    root.dataset.circuit = has('show') || has('failed') || has('rejected') ? 'lost' : 'live';
    if (has('rejected')) {
      location.reload();
    } else if (has('failed') && !trying) {
      trying = true;
      setTimeout(comeBack, retry);
    }
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });
  notice.querySelector('[data-reload]').addEventListener('click', () => location.reload());
})();
