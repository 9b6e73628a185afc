// The canvas view, on the page's side: asks for a frame when something changed, and only then. What
// stands where comes from boxes.js; the painter (painter.js, in a worker of its own, so that the page
// never waits for WebGL) draws it.
//
// This script stands beside the page's own: web/platform/view.js says what each offers the other,
// web/imgui/painter.js what the painter is told and answers.

const canvas = {
  element: null,
  /** @type {?Worker} */ worker: null,
  ready: false, // The painter has its context and its letters.
  wanted: false, // It is to be seen.
  on: false, // Frames are drawn.
  seen: false, // It is what is seen.
  due: false, // A frame is to be asked for.
  awaited: false, // A frame is being drawn.
  moved: true, // The tree may be another one, and boxes are to be measured.
  lossTimer: 0,
  ratio: 1, // Device pixels for one CSS pixel.
};

/** Where the person is: nodes by id, and whether the focus came from the keyboard. */
const person = { 'hovered': 0, 'pressed': 0, 'focused': 0, 'focusVisible': false };

function tellPainter(message, given = []) {
  canvas.worker.postMessage(message, given);
}

function requestFrame() {
  if (!canvas.on || canvas.due) return;
  canvas.due = true;
  if (!canvas.awaited) requestAnimationFrame(askFrame);
}

/** Something may stand elsewhere now. */
function measureAgain() {
  canvas.moved = true;
  requestFrame();
}

function pixelRatio() {
  const zoom = window.visualViewport ? visualViewport.scale : 1;
  // Beyond that, sharper letters cost more memory than eyes can tell.
  return window.devicePixelRatio * Math.min(3, Math.max(1, zoom));
}

function fitCanvas() {
  const width = document.documentElement.clientWidth;
  const height = window.innerHeight;
  canvas.ratio = Math.min(pixelRatio(), 4096 / width, 4096 / height);
  canvas.element.style.width = width + 'px';
  canvas.element.style.height = height + 'px';
}

/** As web/view/boxes.h lays it out. */
function viewportBytes() {
  const html = document.documentElement;
  const real = new Float32Array(12);
  const whole = new Uint32Array(real.buffer);
  real[0] = html.clientWidth;
  real[1] = window.innerHeight;
  real[2] = window.scrollX;
  real[3] = window.scrollY;
  real[4] = canvas.ratio;
  real[5] = parseFloat(getComputedStyle(html).fontSize);
  whole[6] = person['hovered'];
  whole[7] = person['focused'];
  whole[8] = person['pressed'];
  whole[9] = person['focusVisible'] ? 1 : 0;
  whole[10] = window.matchMedia('(prefers-color-scheme: dark)').matches ? 1 : 0;
  whole[11] = window['prevenance']['kiosk'] ? 1 : 0;
  return new Uint8Array(real.buffer);
}

function askFrame() {
  canvas.due = false;
  if (!canvas.on || canvas.awaited) return;
  canvas.awaited = true;
  if (canvas.moved) {
    const worker = canvas.worker;
    window['prevenance']['shown']((tree) => {
      if (canvas.worker == worker) askFrameOf(tree);
    });
  } else {
    tellFrame({});
  }
}

/** `tree` is what the document shows just now. */
function askFrameOf(tree) {
  if (!canvas.on) {
    canvas.awaited = false;
    return;
  }
  canvas.moved = canvas.due = false;
  tellFrame({ 'tree': tree, 'boxes': measureBoxes() });
}

function tellFrame(parts) {
  fitCanvas();
  tellPainter(Object.assign(parts, { 'type': 'frame', 'viewport': viewportBytes() }));
}

function takeFrame(frame) {
  canvas.awaited = false;
  if (!canvas.on) return;
  if (frame['drawn']) {
    window['prevenance']['frames']++;
    if (!canvas.seen) requestAnimationFrame(() => requestAnimationFrame(seeCanvas));
    showKeyboard(frame);
  }
  const due = canvas.due || frame['unsettled'];
  canvas.due = false;
  if (due) requestFrame();
}

/** From the first frame on, and not before the browser has it too: the document becomes transparent. */
function seeCanvas() {
  if (!canvas.on || canvas.seen) return;
  canvas.seen = true;
  document.documentElement.classList.add('canvas');
  window['prevenance']['entered']();
}

/** Frames are drawn, or not any more. The document is laid out as the painter needs it meanwhile. */
function turnCanvas(on) {
  const classes = document.documentElement.classList;
  canvas.on = on;
  canvas.element.hidden = !on;
  classes.toggle('measured', on);
  if (on) {
    measureAgain();
  } else {
    canvas.seen = false;
    classes.remove('canvas');
    hideKeyboard();
  }
}

/** The letters, one file a weight: <link id="face-400"> and "face-700" say where. */
function fetchLetters() {
  return Promise.all([400, 700].map((weight) =>
    fetch(document.getElementById('face-' + weight).href).then((answer) => {
      if (!answer.ok) throw new Error('no letters');
      return answer.arrayBuffer();
    }).then((bytes) => ({ 'type': 'letters', 'weight': weight, 'bytes': new Uint8Array(bytes) }))));
}

/** Everything of the painter goes: when it is wanted again, another one is made. */
function closePainter() {
  canvas.worker.terminate();
  canvas.element.remove();
  if (keyboard.element) keyboard.element.remove();
  Object.assign(keyboard, { element: null, height: 0 });
  Object.assign(canvas, { element: null, worker: null, ready: false, on: false, awaited: false });
}

function openPainter() {
  canvas.element = document.createElement('canvas');
  canvas.element.id = 'canvas';
  canvas.element.hidden = true;
  canvas.element.setAttribute('aria-hidden', 'true');
  document.body.prepend(canvas.element);
  const worker = canvas.worker = new Worker(document.getElementById('program-painter').href);
  const fail = () => {
    if (canvas.worker == worker) window['prevenance']['left']('network');
  };
  const letters = fetchLetters();
  letters.catch(fail);
  worker.addEventListener('error', (event) => {
    event.preventDefault(); // The page itself goes on.
    fail();
  });
  worker.addEventListener('message', ({ data }) => {
    switch (data['type']) {
      case 'ready': letters.then(sendCanvas, () => {}); break;
      case 'opened': takeContext(data['opened']); break;
      case 'frame': takeFrame(data); break;
      case 'lost': loseContext(); break;
      case 'failed': fail(); break;
    }
  });
}

function sendCanvas(letters) {
  if (!canvas.worker) return;
  letters.forEach((message) => tellPainter(message));
  const offscreen = canvas.element.transferControlToOffscreen();
  const given = [offscreen];
  const message = { 'type': 'open', 'canvas': offscreen };
  if (window['prevenance']['kiosk']) given.push(message['keyboard'] = makeKeyboard());
  tellPainter(message, given);
}

/** The painter has its drawing context, the first or a new one; or there is none to be had. */
function takeContext(opened) {
  if (!opened) {
    window['prevenance']['left']('webgl');
    return;
  }
  canvas.ready = true;
  clearTimeout(canvas.lossTimer);
  if (canvas.wanted) turnCanvas(true);
}

/** While the context is lost the HTML is seen; after 3 s without a new one it stays. */
function loseContext() {
  canvas.ready = false;
  if (!canvas.on) return;
  turnCanvas(false);
  canvas.lossTimer = setTimeout(() => window['prevenance']['left']('lost'), 3000);
}

/** What the pointer and the keyboard do to the looks. Only a change asks for a frame. */
function followPerson() {
  const set = (name, value) => {
    if (person[name] === value) return;
    person[name] = value;
    requestFrame();
  };
  const node = (target) =>
    (target && target.closest ? window['prevenance']['nodeOf'](target) : 0);
  const root = document.getElementById('page');
  const hover = (value) => set('hovered', value);
  root.addEventListener('pointerover', (event) => {
    hover(event.pointerType == 'touch' ? 0 : node(event.target));
  });
  root.addEventListener('pointerleave', () => hover(0));
  root.addEventListener('pointerdown', (event) => set('pressed', node(event.target)));
  for (const name of ['pointerup', 'pointercancel', 'dragend']) {
    window.addEventListener(name, () => set('pressed', 0));
  }
  const focus = () => {
    const target = document.activeElement;
    let visible = false;
    try {
      visible = target.matches(':focus-visible');
    } catch (unknown) {}
    set('focused', target == document.body ? 0 : node(target));
    set('focusVisible', visible);
  };
  window.addEventListener('focusin', focus);
  window.addEventListener('focusout', (event) => {
    if (!event.relatedTarget) set('focused', 0);
  });
  window.addEventListener('keydown', focus);
  // The window's scroll moves no box; that of a table does.
  window.addEventListener('scroll', (event) => {
    if (event.target == document) requestFrame(); else measureAgain();
  }, { passive: true, capture: true });
  root.addEventListener('toggle', measureAgain, true);
  focus();
}

function followWindow() {
  window.addEventListener('resize', measureAgain);
  if (window.visualViewport) visualViewport.addEventListener('resize', measureAgain);
  document.fonts.addEventListener('loadingdone', measureAgain);
  new ResizeObserver(measureAgain).observe(document.getElementById('page'));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', requestFrame);
}

function enterCanvas() {
  canvas.wanted = true;
  if (canvas.ready) {
    if (!canvas.on) turnCanvas(true);
  } else if (!canvas.worker) {
    openPainter();
  }
}

function leaveCanvas() {
  canvas.wanted = false;
  clearTimeout(canvas.lossTimer);
  if (!canvas.worker) return;
  turnCanvas(false);
  // One that cannot draw is of no more use.
  if (!canvas.ready) closePainter();
}

followPerson();
followWindow();
window['prevenance']['drawing'] = () => canvas.due || canvas.awaited || canvas.on && !canvas.seen;
window['prevenance']['join']({
  'enter': enterCanvas, 'leave': leaveCanvas, 'changed': measureAgain,
});
