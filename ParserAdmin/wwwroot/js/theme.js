// Dark or light: what the person chose, else what their system says. Runs before the page is drawn, so that nothing flashes.
(() => {
  const key = 'parseradmin.theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  let choice = null;
  try { choice = localStorage.getItem(key); } catch { /* private browsing: it lasts for this page */ }

  function apply() {
    root.dataset.theme = choice ?? (system.matches ? 'dark' : 'light');
    for (const button of document.querySelectorAll('[data-theme-choice]'))
      button.setAttribute('aria-pressed', String(button.dataset.themeChoice === (choice ?? 'system')));
  }

  function choose(next) {
    choice = next === 'system' ? null : next;
    try {
      if (choice) localStorage.setItem(key, choice);
      else localStorage.removeItem(key);
    } catch { /* as above */ }
    apply();
  }

  apply();
  document.addEventListener('DOMContentLoaded', apply);
  system.addEventListener('change', apply);
  addEventListener('storage', event => {
    if (event.key === key) {
      choice = event.newValue;
      apply();
    }
  });
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-theme-choice]');
    if (button)
      choose(button.dataset.themeChoice);

    // The account card closes when one clicks elsewhere.
    for (const menu of document.querySelectorAll('details.user-menu[open]'))
      if (!menu.contains(event.target))
        menu.open = false;
  });
})();
