// Returns the first element of a selector that can be seen.
return Array.from(document.querySelectorAll(arguments[0])).find(
  (element) =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden') || null;
