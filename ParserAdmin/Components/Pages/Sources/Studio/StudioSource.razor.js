// Brings the marked row into view within its own box; the page itself stays where it is.
export function reveal(box) {
  const row = box?.querySelector("mark");
  if (row) box.scrollTop = Math.max(0, row.offsetTop - box.clientHeight / 4);
}
