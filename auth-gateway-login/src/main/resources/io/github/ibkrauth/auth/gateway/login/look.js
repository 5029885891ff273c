// Says what of the elements that matter can be seen. Arguments: selectors by name, the text after a login.
const [selectors, successText] = arguments;
const isVisible = (element) =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
const wrong = [];
const all = (name) => {
  try {
    return Array.from(document.querySelectorAll(selectors[name])).filter(isVisible);
  } catch (malformed) {
    wrong.push(name);
    return [];
  }
};
const first = (name) => all(name)[0] || null;
const code = first('code');
const paper = first('paper');
const box = paper && ('checked' in paper ? paper : paper.control);
const error = all('error').map((element) => element.innerText.trim()).find((text) => text) || '';
const text = document.body ? document.body.innerText : '';
return {
  origin: location.origin,
  unreachable: location.protocol === 'chrome-error:',
  page: String(performance.timeOrigin),
  userName: first('userName') !== null,
  password: first('password') !== null,
  submit: first('submit') !== null,
  skip: first('skip') !== null,
  code: code !== null,
  codeIsEmpty: code !== null && !code.value,
  paper: paper === null ? 'ABSENT' : !box ? 'UNKNOWN' : box.checked ? 'ON' : 'OFF',
  error: error.slice(0, 300),
  success: text.includes(successText),
  wrong: wrong,
};
