// The page around the tree: what the person does becomes a message, the answer becomes the page.
// Messages and answers are described in web/app/message.h and web/app/loop.h.
mergeInto(LibraryManager.library, {
  // kiosk: nothing is kept. path: as the application named it. stopped: the program has failed.
  $page: { kiosk: false, path: '', stopped: false },

  $send__deps: ['$page', '$applyAnswer'],
  $send: function(message, body) {
    if (page.stopped) return;
    var head = new TextEncoder().encode(JSON.stringify(message) + (body ? '\n' : ''));
    var length = head.length + (body ? body.byteLength : 0);
    var buffer = _prevenance_buffer(length);
    HEAPU8.set(head, buffer);
    if (body) HEAPU8.set(new Uint8Array(body), buffer + head.length);
    var size = _prevenance_receive(buffer, length);
    var at = _prevenance_answer();
    applyAnswer(JSON.parse(new TextDecoder().decode(HEAPU8.subarray(at, at + size))), message);
  },

  $applyAnswer__deps: ['$page', '$applyOperations', '$followAddress', '$moveFocus', '$runEffect',
    '$view'],
  $applyAnswer: function(answer, message) {
    var focused = document.activeElement;
    if (answer['ops']) applyOperations(answer['ops']);
    if (answer['language']) document.documentElement.lang = answer['language'];
    if (answer['title']) document.title = answer['title'];
    followAddress(answer['path'], message);
    moveFocus(answer['focus'], focused, !!answer['path']);
    if (view.canvas) view.canvas['changed']();
    (answer['effects'] || []).forEach(runEffect);
  },

  // Real paths. A kiosk keeps its mark in the address, so that a reload is a kiosk again.
  $followAddress__deps: ['$page'],
  $followAddress: function(path, message) {
    if (path) page.path = path;
    var address = page.path + (page.kiosk ? '?kiosk=1' : '');
    if (address == location.pathname + location.search) return;
    if (message['type'] == 'start' || message['back']) {
      history.replaceState(null, '', address);
    } else {
      history.pushState(null, '', address);
      window.scrollTo(0, 0);
    }
  },

  // To the node that asks for it; else, when the focused one has gone, to the title: the keyboard
  // must never fall back to the top of the page.
  $moveFocus__deps: ['$shownNodes'],
  $moveFocus: function(id, before, travelled) {
    var target = id ? shownNodes.get(id).outer : null;
    if (!target && before && before != document.body && !before.isConnected) {
      target = document.querySelector('h1');
    }
    if (!target) return;
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus({ preventScroll: travelled });
  },

  $runEffect__deps: ['$page', '$request', '$store', '$showView'],
  $runEffect: function(effect) {
    if (effect['fetch']) request(effect['fetch']);
    if (effect['post']) request(effect['post'], effect['body']);
    if (effect['save'] != null) store(effect['save']);
    if (effect['erase']) store(null);
    if (effect['leave']) location.assign(effect['leave']);
    if (effect['view']) showView(effect['view']);
  },

  $request__deps: ['$send'],
  $request: function(address, body) {
    var options = body == null ? {} : {
      'method': 'POST', 'body': body, 'headers': { 'Content-Type': 'application/json' },
    };
    var tell = function(status, bytes) {
      send({ 'type': 'resource', 'url': address, 'status': status }, bytes);
    };
    fetch(address, options).then(function(answer) {
      return answer.arrayBuffer().then(function(bytes) {
        return [answer.status, bytes];
      });
    }).then(function(got) {
      tell(got[0], got[1]);
    }, function() {
      tell(0, new ArrayBuffer(0));
    });
  },

  // Device storage may be refused, full or absent: then the page works without.
  $store__deps: ['$page'],
  $store: function(text) {
    if (page.kiosk) return;
    try {
      if (text == null) {
        window.localStorage.removeItem('prevenance');
      } else {
        window.localStorage.setItem('prevenance', text);
      }
    } catch (refused) {}
  },

  // A public screen says so in its first address (`?kiosk=1`; `?kiosk=0` takes it back). The tab
  // remembers it through logins, which lead away and back to addresses without it.
  $isKiosk: function() {
    var asked = new URLSearchParams(location.search).get('kiosk');
    try {
      if (asked == null) asked = window.sessionStorage.getItem('prevenance-kiosk');
      else window.sessionStorage.setItem('prevenance-kiosk', asked);
    } catch (refused) {}
    return asked != null && asked != '0';
  },

  // What was saved on this device.
  $recall__deps: ['$page'],
  $recall: function() {
    try {
      return page.kiosk ? null : window.localStorage.getItem('prevenance');
    } catch (refused) {
      return null;
    }
  },

  $nodeOf: function(target) {
    var element = target.closest('[data-node]');
    return element ? +element.dataset['node'] : 0;
  },

  // A plain click on a link of the page is ours; all others are the browser's.
  $onClick__deps: ['$page', '$nodeOf', '$sendEvent'],
  $onClick: function(event) {
    var target = event.target.closest('a[data-node], button[data-node]');
    if (!target || page.stopped || event.defaultPrevented) return;
    var inner = target.tagName == 'A' && target.getAttribute('href')[0] == '#';
    if (inner) {
      // Within the page the focus moves and the address stays: paths are the application's.
      event.preventDefault();
      document.getElementById(target.getAttribute('href').slice(1)).focus();
      return;
    }
    if (target.tagName == 'A') {
      var plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey &&
        !event.altKey;
      var ours = !target.classList.contains('external') && target.origin == location.origin;
      if (!plain || !ours) return;
      event.preventDefault();
    } else if (target.type == 'submit') {
      return; // The form says so itself.
    }
    sendEvent(nodeOf(target), 'press');
  },

  $sendEvent__deps: ['$send'],
  $sendEvent: function(node, kind, value) {
    send({ 'type': 'event', 'node': node, 'kind': kind, 'value': value || '' });
  },

  // Everything is heard at the root: nodes come and go without listeners of their own.
  $listen__deps: ['$page', '$send', '$sendEvent', '$nodeOf', '$onClick'],
  $listen: function(root) {
    root.addEventListener('click', onClick);
    root.addEventListener('input', function(event) {
      var input = event.target;
      // While an input method composes, what stands in the field is not yet what is meant.
      if (input.type == 'radio' || event.isComposing) return;
      sendEvent(nodeOf(input), 'type', input.value);
    });
    root.addEventListener('compositionend', function(event) {
      sendEvent(nodeOf(event.target), 'type', event.target.value);
    });
    root.addEventListener('change', function(event) {
      if (event.target.type == 'radio') sendEvent(nodeOf(event.target), 'choose');
    });
    root.addEventListener('submit', function(event) {
      event.preventDefault();
      sendEvent(nodeOf(event.target), 'submit');
    });
    root.addEventListener('toggle', function(event) {
      if (event.target.open) sendEvent(nodeOf(event.target), 'press');
    }, true);
    addEventListener('popstate', function() {
      send({ 'type': 'navigate', 'path': location.pathname + location.search, 'back': true });
    });
  },

  $localDay: function() {
    var now = new Date();
    var two = function(number) {
      return ('0' + number).slice(-2);
    };
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  },

  // In a task of its own: between compiling the program and showing the first screen, the browser
  // may hear the person.
  platform_start__deps: ['$guardPage', '$showPage'],
  platform_start: function() {
    setTimeout(showPage);
  },

  $showPage__deps: ['$page', '$send', '$isKiosk', '$recall', '$listen', '$localDay', '$offerView',
    '$watchContrast', '$watchKiosk', '$showView', '$wantedView'],
  $showPage: function() {
    var root = document.getElementById('page');
    var html = document.documentElement;
    page.kiosk = isKiosk();
    html.classList.toggle('kiosk', page.kiosk);
    var early = root.querySelectorAll('*');
    listen(root);
    offerView();
    send({ 'type': 'start', 'path': location.pathname + location.search,
      'language': (navigator.language || 'fr').slice(0, 2), 'today': localDay(),
      'saved': recall(), 'kiosk': page.kiosk });
    // What the first screen has no use for.
    early.forEach(function(element) {
      if (!element.dataset['node']) element.remove();
    });
    html.classList.add('started');
    watchKiosk();
    watchContrast();
    if (wantedView() == 'canvas') showView('canvas');
  },
});
