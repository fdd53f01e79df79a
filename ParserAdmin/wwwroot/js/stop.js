// The STOP button is a plain form. While a circuit is live the click goes through it; when that gives no answer soon, the form is posted.
// Stopping twice is harmless, so a click is never lost to caution.
const patience = 1500;
let bar = null;

export function connect(reference) {
  bar = reference;
}

export function disconnect() {
  bar = null;
}

document.addEventListener('submit', event => {
  const form = event.target.closest?.('[data-stop-form]');
  if (!form || form.dataset.plain || !bar || document.documentElement.dataset.circuit === 'lost')
    return;
  event.preventDefault();
  const plainly = () => {
    form.dataset.plain = 'true';
    form.submit();
  };
  const late = setTimeout(plainly, patience);
  bar.invokeMethodAsync('StopAsync').then(
    () => clearTimeout(late),
    () => {
      clearTimeout(late);
      plainly();
    });
});
