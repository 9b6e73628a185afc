// Shows the view tree as HTML: carries out the operations of web/dom/patch.h on the document.
//
// Text only ever becomes text nodes; looks only ever come from classes. The outermost element of a
// node carries data-node; an element inside it that shows one part of the node carries data-part.

// Elements of the nodes that are shown: id -> { outer, slot, role, parts }. Children go into slot.
const shownNodes = new Map();

// The outermost element of each role, in the order of Role in web/view/tree.h; headings by level.
const tagOfRole = ['header', 'nav', 'main', 'footer', 'section', 'article', 'h', 'p', 'a', 'button',
  'div', 'fieldset', 'label', 'form', 'ol', 'li', 'div', 'div', 'tr', 'th', 'th', 'td', 'ul',
  'li', 'p', 'p', 'div', 'div', 'details', 'div'];
const classOfRole = ['banner', 'navigation', 'main', 'footer', 'section', 'card', '', '', 'link',
  'button', 'field', 'choices', 'choice', 'form', 'timeline', 'step', 'progress', 'table', '', '',
  '', '', 'list', 'item', 'figure', 'badge', 'status', 'alert', 'details', 'loading'];

// Puts `text` in the text node that leads `element`; what follows it stays.
function setText(element, text) {
  const first = element.firstChild;
  if (first && first.nodeType == 3) {
    if (first.data != text) first.data = text;
  } else if (text) {
    element.insertBefore(document.createTextNode(text), first);
  }
}

function setAttribute(element, name, value) {
  if (value) {
    if (element.getAttribute(name) != value) element.setAttribute(name, value);
  } else {
    element.removeAttribute(name);
  }
}

// What the words of a link are about: heard after them, where seeing tells already.
function setSubject(element, subject) {
  const there = element.firstElementChild;
  if (!there && !subject) return;
  const heard = there || document.createElement('span');
  heard.className = 'visually-hidden';
  setText(heard, subject);
  element.append(heard);
}

function addPart(shown, tag, part) {
  const element = document.createElement(tag);
  element.className = part;
  element.dataset['part'] = part;
  shown.slot.append(element);
  return shown.parts[part] = element;
}

// A mark that carries no meaning of its own: the round of a step, the turning of a wait.
function addMark(shown) {
  addPart(shown, 'span', 'control').setAttribute('aria-hidden', 'true');
}

function addInput(shown, type, id) {
  const input = addPart(shown, 'input', 'control');
  input.type = type;
  input.id = 'input-' + id;
  return input;
}

// The parts of a new element that come before its children. Roles as in web/view/tree.h.
function buildParts(shown, id, parent) {
  const { outer } = shown;
  switch (shown.role) {
    case 2: // main: where the skip link leads
      outer.id = 'main';
      outer.tabIndex = -1;
      break;
    case 10: // field
      addPart(shown, 'label', 'text').htmlFor = 'input-' + id;
      addPart(shown, 'p', 'hint').id = 'hint-' + id;
      addPart(shown, 'p', 'error').id = 'error-' + id;
      addInput(shown, 'text', id);
      break;
    case 11: // choices
      addPart(shown, 'legend', 'text');
      addPart(shown, 'p', 'hint').id = 'hint-' + id;
      addPart(shown, 'p', 'error').id = 'error-' + id;
      break;
    case 12: // choice
      addInput(shown, 'radio', id).name = 'choices-' + parent;
      addPart(shown, 'span', 'text');
      addPart(shown, 'span', 'hint');
      break;
    case 13: // form: what is wrong is said by the page, in its words
      outer.noValidate = true;
      break;
    case 14: // timeline
    case 22: // list: a list without bullets stays a list
      outer.setAttribute('role', 'list');
      break;
    case 15: // step
      addMark(shown);
      addPart(shown, 'span', 'text');
      addPart(shown, 'span', 'value');
      addPart(shown, 'span', 'hint');
      break;
    case 16: { // progress
      addPart(shown, 'span', 'text').id = 'text-' + id;
      const bar = addPart(shown, 'progress', 'control');
      bar.max = 100;
      bar.setAttribute('aria-labelledby', 'text-' + id);
      break;
    }
    case 17: // table: scrolls sideways by itself when the window is narrow
      outer.tabIndex = 0;
      outer.setAttribute('role', 'region');
      outer.setAttribute('aria-labelledby', 'text-' + id);
      shown.slot = document.createElement('table');
      outer.append(shown.slot);
      addPart(shown, 'caption', 'text').id = 'text-' + id;
      break;
    case 19:
      outer.scope = 'col';
      break;
    case 20:
      outer.scope = 'row';
      break;
    case 23: // item: its words stand beside what it holds
      addPart(shown, 'span', 'text');
      addPart(shown, 'span', 'hint');
      break;
    case 24: // figure
      addPart(shown, 'strong', 'text');
      addPart(shown, 'span', 'hint');
      break;
    case 26:
      outer.setAttribute('role', 'status');
      break;
    case 27: // alert
      outer.setAttribute('role', 'alert');
      outer.tabIndex = -1;
      addPart(shown, 'p', 'text');
      addPart(shown, 'p', 'hint');
      break;
    case 28: // details
      addPart(shown, 'summary', 'text');
      break;
    case 29: // loading: heard, as it is seen
      outer.setAttribute('role', 'status');
      addMark(shown);
      addPart(shown, 'span', 'text');
      break;
  }
}

// Fields of the operation from `at` on: role, level, flags, tone, step state, input, text, value,
// hint, error, target, language, subject.
function setFields(shown, id, operation, at) {
  const { outer, parts, role } = shown;
  const flags = operation[at + 2], text = operation[at + 6];
  const words = { 'text': text, 'value': operation[at + 7], 'hint': operation[at + 8],
    'error': operation[at + 9] };
  const tones = ['', ' information', ' success', ' warning', ' error'];
  const states = [' upcoming', ' current', ' done'];
  outer.className = classOfRole[role] + tones[operation[at + 3]] +
    (flags & 1 ? ' primary' : '') + (flags & 16 ? ' external' : '') +
    (role == 15 ? states[operation[at + 4]] : '') + (words['error'] ? ' invalid' : '') +
    (role == 10 ? ' input-' + operation[at + 5] : '');
  for (const part in words) {
    if (!parts[part]) continue;
    setText(parts[part], words[part]);
    parts[part].hidden = !words[part];
  }
  // Lists, landmarks and the like have no text of their own: it names them.
  if (role == 1 || role == 14 || role == 22 || role == 4 || role == 5) {
    setAttribute(outer, 'aria-label', text);
  } else if (!parts['text']) {
    setText(outer, text);
  }
  setAttribute(outer, 'lang', operation[at + 11]);
  setControl(shown, id, operation, at);
}

// What is pressed, typed in, chosen or filled.
function setControl(shown, id, operation, at) {
  const { outer } = shown, control = shown.parts['control'];
  const flags = operation[at + 2], value = operation[at + 7], input = operation[at + 5];
  const described = (operation[at + 9] ? 'error-' + id + ' ' : '') +
    (operation[at + 8] ? 'hint-' + id : '');
  switch (shown.role) {
    case 8:
      setAttribute(outer, 'href', operation[at + 10]);
      setSubject(outer, operation[at + 12]);
      setAttribute(outer, 'aria-current', flags & 2 ? 'page' : '');
      setAttribute(outer, 'rel', flags & 16 ? 'external noopener' : '');
      break;
    case 9:
      outer.type = flags & 1 && outer.closest('form') ? 'submit' : 'button';
      setAttribute(outer, 'aria-disabled', flags & 8 ? 'true' : '');
      break;
    case 10:
      // What is being typed is left alone unless the page says otherwise.
      if (control.value != value && !isTypedSince(id)) control.value = value;
      setAttribute(control, 'inputmode',
        ['text', 'numeric', 'numeric', 'decimal', 'numeric'][input]);
      control.autocomplete = input == 1 ? 'postal-code' : 'off';
      control.disabled = !!(flags & 8);
      setAttribute(control, 'aria-describedby', described.trim());
      setAttribute(control, 'aria-invalid', operation[at + 9] ? 'true' : '');
      break;
    case 11:
      setAttribute(outer, 'aria-describedby', described.trim());
      outer.disabled = !!(flags & 8);
      break;
    case 12:
      if (!isChosenSince(control.name)) control.checked = !!(flags & 4);
      control.disabled = !!(flags & 8);
      break;
    case 15:
      setAttribute(outer, 'aria-current', operation[at + 4] == 1 ? 'step' : '');
      break;
    case 16:
      control.value = +value;
      break;
  }
}

function placeElement(outer, parent, previous) {
  const slot = parent ? shownNodes.get(parent).slot : document.getElementById('page');
  let next;
  if (previous) {
    next = shownNodes.get(previous).outer.nextSibling;
  } else {
    next = slot.firstChild;
    while (next && !(next.dataset && next.dataset['node'])) next = next.nextSibling;
  }
  slot.insertBefore(outer, next);
}

// The element of a new node: the one that stood there before the program ran, when it is of the
// same kind, so that what is read already is not drawn anew; else a new one in its place.
function makeElement(tag, parent, previous) {
  const slot = parent ? shownNodes.get(parent).slot : document.getElementById('page');
  let there = previous ? shownNodes.get(previous).outer.nextElementSibling
    : slot.firstElementChild;
  while (there && there.dataset['part']) there = there.nextElementSibling;
  if (there && there.localName == tag && !there.dataset['node']) return there;
  const element = document.createElement(tag);
  placeElement(element, parent, previous);
  return element;
}

function createNode(operation) {
  const id = operation[1], role = operation[4];
  const tag = role == 6 ? 'h' + operation[5] : tagOfRole[role];
  const outer = makeElement(tag, operation[2], operation[3]);
  const shown = { outer, slot: outer, role, parts: {} };
  outer.dataset['node'] = id;
  buildParts(shown, id, operation[2]);
  shownNodes.set(id, shown);
  setFields(shown, id, operation, 4);
}

function removeNode(id) {
  const outer = shownNodes.get(id).outer;
  outer.querySelectorAll('[data-node]').forEach((inner) => {
    shownNodes.delete(+inner.dataset['node']);
  });
  shownNodes.delete(id);
  outer.remove();
}

function applyOperations(operations) {
  operations.forEach((operation) => {
    const id = operation[1];
    switch (operation[0]) {
      case 'c': createNode(operation); break;
      case 'r': removeNode(id); break;
      case 'm': placeElement(shownNodes.get(id).outer, operation[2], operation[3]); break;
      case 'u': setFields(shownNodes.get(id), id, operation, 2); break;
    }
  });
}
