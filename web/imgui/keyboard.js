// The kiosk's on-screen keyboard: C++ draws it as part of the frame; here its strip of the frame is
// shown above the page, where fingers reach it, and what it types goes into the focused field.

const keyboard = { element: null, height: 0 };

/** Its canvas, for the painter to draw in. Hidden until a field has the focus. */
function makeKeyboard() {
  const element = keyboard.element = document.createElement('canvas');
  element.id = 'keyboard';
  element.hidden = true;
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  let down = false;
  const point = (event) => {
    tellPainter({ 'type': 'pointer', 'x': event.clientX * canvas.ratio, 'down': down,
      'y': event.clientY * canvas.ratio });
    requestFrame();
  };
  element.addEventListener('pointerdown', (event) => {
    down = true;
    element.setPointerCapture(event.pointerId);
    point(event);
  });
  for (const name of ['pointerup', 'pointercancel']) {
    element.addEventListener(name, (event) => {
      down = false;
      point(event);
    });
  }
  // The field keeps the focus.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  return element.transferControlToOffscreen();
}

/** Room under the page, so that the field can always be scrolled above the keyboard. */
function makeRoom(height) {
  if (keyboard.height == height) return;
  keyboard.height = height;
  const room = height ? height + 'px' : '';
  document.body.style.paddingBottom = room;
  document.documentElement.style.scrollPaddingBottom = room;
  if (height && document.activeElement) {
    document.activeElement.scrollIntoView({ 'block': 'nearest' });
  }
  measureAgain();
}

function hideKeyboard() {
  if (!keyboard.element) return;
  keyboard.element.hidden = true;
  makeRoom(0);
}

/** `frame`  what the painter says of the frame it has just drawn. */
function showKeyboard(frame) {
  if (!frame['keyboard']) {
    hideKeyboard();
    return;
  }
  const element = keyboard.element;
  element.hidden = false;
  element.style.width = frame['width'] / canvas.ratio + 'px';
  element.style.height = frame['keyboard'] / canvas.ratio + 'px';
  makeRoom(frame['keyboard'] / canvas.ratio);
  typeKey(frame['typed']);
}

/** Characters and keys as web/imgui/keyboard.h names them. */
function typeKey(key) {
  const input = document.activeElement;
  if (!key || !input || input.tagName != 'INPUT') return;
  if (key == 27) {
    input.blur();
    return;
  }
  if (key == 13) {
    if (input.form) input.form.requestSubmit(); else input.blur();
    return;
  }
  const end = input.selectionEnd;
  let start = input.selectionStart;
  if (key == 8 && start == end) start = Math.max(0, start - 1);
  input.setRangeText(key == 8 ? '' : String.fromCodePoint(key), start, end, 'end');
  input.dispatchEvent(new InputEvent('input', { 'bubbles': true }));
}
