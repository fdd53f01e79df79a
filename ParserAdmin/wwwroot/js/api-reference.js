// The page of the API's calls is written by a library that makes style elements, and gives the page's nonce to some of them only. Those that
// its script makes are let in like the script itself; what stands in markup is not.
{
  const nonce = document.head.querySelector("meta[property=csp-nonce]").content;
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (name, options) {
    const made = create.call(this, name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  };
}
