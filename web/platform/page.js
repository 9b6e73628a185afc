// The page around the tree: what the person does becomes a message, the answer becomes the page.
// Messages and answers are described in web/app/message.h and web/app/loop.h.

// kiosk: nothing is kept. path: as the application named it.
const page = { kiosk: false, path: '' };

function applyAnswer(answer, message) {
  const focused = document.activeElement;
  if (answer['ops']) applyOperations(answer['ops']);
  if (answer['language']) document.documentElement.lang = answer['language'];
  if (answer['title']) document.title = answer['title'];
  followAddress(answer['path'], message);
  moveFocus(answer['focus'], focused, !!answer['path']);
  if (view.canvas) view.canvas['changed']();
  (answer['effects'] || []).forEach(runEffect);
}

// Real paths. A kiosk keeps its mark in the address, so that a reload is a kiosk again. An answer that
// names no path leaves the address alone, unless the browser has changed it already: the person may
// have gone back meanwhile.
function followAddress(path, message) {
  const changed = message['type'] == 'start' || message['back'];
  if (!path && !changed) return;
  if (path) page.path = path;
  const address = page.path + (page.kiosk ? '?kiosk=1' : '');
  if (address == location.pathname + location.search) return;
  if (changed) {
    history.replaceState(null, '', address);
  } else {
    history.pushState(null, '', address);
    window.scrollTo(0, 0);
  }
}

// To the node that asks for it; else, when the focused one has gone, to the title: the keyboard
// must never fall back to the top of the page.
function moveFocus(id, before, travelled) {
  let target = id ? shownNodes.get(id).outer : null;
  if (!target && before && before != document.body && !before.isConnected) {
    target = document.querySelector('h1');
  }
  if (!target) return;
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: travelled });
}

function runEffect(effect) {
  if (effect['fetch']) request(effect['fetch']);
  if (effect['post']) request(effect['post'], effect['body']);
  if (effect['save'] != null) store(effect['save']);
  if (effect['erase']) store(null);
  if (effect['leave']) location.assign(effect['leave']);
  if (effect['view']) showView(effect['view']);
}

function request(address, body = null) {
  const options = body == null ? {} : {
    'method': 'POST', 'body': body, 'headers': { 'Content-Type': 'application/json' },
  };
  const tell = (status, bytes) => {
    send({ 'type': 'resource', 'url': address, 'status': status }, bytes);
  };
  fetch(address, options).then((answer) => {
    return answer.arrayBuffer().then((bytes) => {
      return [answer.status, bytes];
    });
  }).then((got) => {
    tell(got[0], got[1]);
  }, () => {
    tell(0, new ArrayBuffer(0));
  });
}

// Device storage may be refused, full or absent: then the page works without.
function store(text) {
  if (page.kiosk) return;
  try {
    if (text == null) {
      window.localStorage.removeItem('prevenance');
    } else {
      window.localStorage.setItem('prevenance', text);
    }
  } catch (refused) {}
}

// A public screen says so in its first address (`?kiosk=1`; `?kiosk=0` takes it back). The tab
// remembers it through logins, which lead away and back to addresses without it.
function isKiosk() {
  let asked = new URLSearchParams(location.search).get('kiosk');
  try {
    if (asked == null) asked = window.sessionStorage.getItem('prevenance-kiosk');
    else window.sessionStorage.setItem('prevenance-kiosk', asked);
  } catch (refused) {}
  return asked != null && asked != '0';
}

// What was saved on this device.
function recall() {
  try {
    return page.kiosk ? null : window.localStorage.getItem('prevenance');
  } catch (refused) {
    return null;
  }
}

function nodeOf(target) {
  const element = target.closest('[data-node]');
  return element ? +element.dataset['node'] : 0;
}

// A plain click on a link of the page is ours; all others are the browser's.
function onClick(event) {
  const target = event.target.closest('a[data-node], button[data-node]');
  if (!target || program.stopped || event.defaultPrevented) return;
  const inner = target.tagName == 'A' && target.getAttribute('href')[0] == '#';
  if (inner) {
    // Within the page the focus moves and the address stays: paths are the application's.
    event.preventDefault();
    document.getElementById(target.getAttribute('href').slice(1)).focus();
    return;
  }
  if (target.tagName == 'A') {
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey &&
      !event.altKey;
    const ours = !target.classList.contains('external') && target.origin == location.origin;
    if (!plain || !ours) return;
    event.preventDefault();
  } else if (target.type == 'submit') {
    return; // The form says so itself.
  }
  sendEvent(nodeOf(target), 'press');
}

// Everything is heard at the root: nodes come and go without listeners of their own.
function listen(root) {
  root.addEventListener('click', onClick);
  root.addEventListener('input', (event) => {
    const input = event.target;
    // While an input method composes, what stands in the field is not yet what is meant.
    if (input.type == 'radio' || event.isComposing) return;
    sendEvent(nodeOf(input), 'type', input.value);
  });
  root.addEventListener('compositionend', (event) => {
    sendEvent(nodeOf(event.target), 'type', event.target.value);
  });
  root.addEventListener('change', (event) => {
    if (event.target.type == 'radio') sendEvent(nodeOf(event.target), 'choose');
  });
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    sendEvent(nodeOf(event.target), 'submit');
  });
  root.addEventListener('toggle', (event) => {
    if (event.target.open) sendEvent(nodeOf(event.target), 'press');
  }, true);
  window.addEventListener('popstate', () => {
    send({ 'type': 'navigate', 'path': location.pathname + location.search, 'back': true });
  });
}

function localDay() {
  const now = new Date();
  const two = (number) => ('0' + number).slice(-2);
  return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
}

function showPage() {
  const root = document.getElementById('page');
  listen(root);
  offerView();
  const start = { 'type': 'start', 'path': location.pathname + location.search,
    'language': (navigator.language || 'fr').slice(0, 2), 'today': localDay(),
    'saved': recall(), 'kiosk': page.kiosk };
  askProgram({ 'type': 'message', 'message': start }, (said) => {
    const early = root.querySelectorAll('*');
    applyAnswer(said['answer'], start);
    // What the first screen has no use for.
    early.forEach((element) => {
      if (!element.dataset['node']) element.remove();
    });
    document.documentElement.classList.add('started');
    watchKiosk();
    watchContrast();
    if (wantedView() == 'canvas') showView('canvas');
  });
}

// What can be read already comes first; a page that nobody sees paints nothing to wait for.
function afterFirstPaint(run) {
  if (document.hidden) run(); else requestAnimationFrame(() => setTimeout(run));
}

guardPage();
page.kiosk = isKiosk();
document.documentElement.classList.toggle('kiosk', page.kiosk);
afterFirstPaint(() => openProgram(showPage));
