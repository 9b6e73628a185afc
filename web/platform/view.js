// Which of the two views is seen. HTML is always there; the canvas is the affair of a script of its
// own (web/imgui/canvas.js), fetched when it is first wanted.
//
// Each is minified on its own: between the two only the quoted names hold. window.prevenance is what
// the page offers: see offerView. What the canvas offers comes through join():
//   enter()    shows the canvas; then entered() or left(reason) is called
//   leave()    hides it
//   changed()  the document or the tree changed

// wanted: 'canvas' or 'html'. loading: the canvas's script is on its way. canvas: what it offers.
const view = { wanted: 'html', loading: false, canvas: null };

// frames counts the frames drawn, for tests and curious people; drawing(), which the canvas
// adds, tells whether one is under way.
function offerView() {
  window['prevenance'] = {
    'frames': 0,
    'kiosk': page.kiosk,
    'nodeOf': nodeOf,
    // The elements of a node's parts, by name of Part in web/view/boxes.h.
    'partsOf': (id) => shownNodes.get(id).parts,
    // Hands over what is seen, as bytes: web/view/tree_bytes.h.
    'shown': askShown,
    // Whether the program has yet to answer, for tests.
    'waiting': () => program.asked.length > 0,
    'join': (canvas) => {
      view.canvas = canvas;
      if (view.wanted == 'canvas') canvas['enter']();
    },
    'entered': () => tellView('canvas', ''),
    'left': leaveCanvas,
  };
}

// Why the canvas may not be shown on this device, or ''. Drawn letters ignore the colours and
// the contrast a person asked their system for: then only HTML will do.
function canvasRefusal() {
  const asked = window.matchMedia('(forced-colors: active)').matches ||
    window.matchMedia('(prefers-contrast: more)').matches;
  if (asked) return 'contrast';
  const able = window['WebGLRenderingContext'] &&
    HTMLCanvasElement.prototype['transferControlToOffscreen'];
  return able ? '' : 'webgl';
}

// When colours are forced, or more contrast is asked for, from now on.
function watchContrast() {
  ['(forced-colors: active)', '(prefers-contrast: more)'].forEach((wish) => {
    window.matchMedia(wish).addEventListener('change', (event) => {
      if (event.matches && view.wanted == 'canvas') leaveCanvas('contrast');
    });
  });
}

// The person's choice is kept on the device, never on a kiosk.
function rememberView(wanted) {
  if (page.kiosk) return;
  try {
    window.localStorage.setItem('prevenance-view', wanted);
  } catch (refused) {}
}

// A kiosk shows the canvas; elsewhere HTML, until the person chooses.
function wantedView() {
  if (page.kiosk) return 'canvas';
  try {
    return window.localStorage.getItem('prevenance-view') || 'html';
  } catch (refused) {
    return 'html';
  }
}

function showView(wanted) {
  rememberView(wanted);
  view.wanted = wanted;
  const refusal = wanted == 'canvas' ? canvasRefusal() : '';
  if (wanted != 'canvas' || refusal) {
    leaveCanvas(refusal);
  } else if (view.canvas) {
    view.canvas['enter']();
  } else {
    loadCanvas();
  }
}

// Loads the program behind <link id="program-canvas">, which joins once it is there.
function loadCanvas() {
  if (view.loading) return;
  view.loading = true;
  const script = document.createElement('script');
  script.onerror = canvasFailed;
  script.src = document.getElementById('program-canvas').getAttribute('href');
  document.head.append(script);
}

// True when it was the canvas that did not arrive: the page itself goes on.
function canvasFailed() {
  if (!view.loading || view.canvas) return false;
  view.loading = false;
  if (view.wanted == 'canvas') leaveCanvas('network');
  return true;
}

// `reason`  '' when the person asked for it; else why, which the page says.
function leaveCanvas(reason) {
  view.wanted = 'html';
  if (view.canvas) view.canvas['leave']();
  tellView('html', reason);
}

// Tells the application what is seen now, and why when nobody asked for it.
function tellView(seen, reason) {
  send({ 'type': 'view', 'value': seen, 'reason': reason });
}
