export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text);
  }
}

export async function copyFrom(address) {
  try {
    const answer = await fetch(address);
    return answer.ok && await copy(await answer.text());
  } catch {
    return false;
  }
}

// Without https the browser has no clipboard for pages; the old way still works there. Beside what has the focus: a dialog keeps it within.
function copyByHand(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  const focused = document.activeElement;
  (focused?.parentElement ?? document.body).append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return copied;
}
