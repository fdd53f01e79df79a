// Dark or light: what the person chose, else what their system says. Runs before the page is drawn, so that nothing flashes.
(() => {
  const key = 'parseradmin.theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const apply = () => {
    const theme = chosen() ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    for (const sheet of document.querySelectorAll('[data-theme-sheet]'))
      sheet.media = sheet.dataset.themeSheet === theme ? 'all' : 'not all';
  };
  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', apply);
  document.addEventListener('click', event => {
    if (!event.target.closest?.('[data-theme-toggle]'))
      return;
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem(key, next); } catch { /* private browsing: it lasts for this page */ }
    apply();
    document.documentElement.dataset.theme = next;
    for (const sheet of document.querySelectorAll('[data-theme-sheet]'))
      sheet.media = sheet.dataset.themeSheet === next ? 'all' : 'not all';
  });
  // The account card closes when one clicks elsewhere.
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details.user-menu[open]'))
      if (!menu.contains(event.target))
        menu.open = false;
  });
})();
