// Empties every field, and blanks what stood in one, or was typed, wherever else it stands. Argument: what was typed.
// Returns how many fields still hold something.
const BLANK = '****';
const secrets = new Set(arguments[0]);
const labels = ['submit', 'button', 'reset', 'image'];
const boxes = ['checkbox', 'radio'];
const fields = [];
const roots = [document];
for (let i = 0; i < roots.length; i++) {
  for (const element of roots[i].querySelectorAll('*')) {
    if (element.shadowRoot) roots.push(element.shadowRoot);
    const name = element.localName;
    if (name === 'textarea' || (name === 'input' && !labels.includes(element.type) && !boxes.includes(element.type))) {
      fields.push(element);
    }
    if (name === 'script' || name === 'noscript') element.textContent = '';
    if (name === 'iframe' || name === 'frame' || name === 'object' || name === 'embed' || name === 'canvas') {
      element.removeAttribute('srcdoc');
      element.style.setProperty('display', 'none', 'important');
    }
    if (element.isContentEditable) element.textContent = '';
  }
}
for (const field of fields) {
  if (field.value && field.value.length > 3) secrets.add(field.value);
  field.value = '';
  field.removeAttribute('value');
  if (field.localName === 'textarea') field.textContent = '';
}
const blanked = (text) => {
  let shown = text;
  for (const secret of secrets) if (secret) shown = shown.split(secret).join(BLANK);
  return shown;
};
for (const root of roots) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  while (texts.nextNode()) {
    const shown = blanked(texts.currentNode.data);
    if (shown !== texts.currentNode.data) texts.currentNode.data = shown;
  }
  for (const element of root.querySelectorAll('*')) {
    for (const attribute of Array.from(element.attributes)) {
      const shown = blanked(attribute.value);
      if (shown !== attribute.value) element.setAttribute(attribute.name, shown);
    }
  }
}
return fields.filter((field) => field.value).length;
