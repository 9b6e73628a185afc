// Which of the two views is seen. HTML is always there; the canvas is painted by a program of its own
// (web/imgui/canvas.js), fetched when it is first wanted.
//
// Each program is minified on its own: between the two only the quoted names hold. window.prevenance
// is what the page offers: see offerView. What the painter offers comes through join():
//   enter()    shows the canvas; then entered() or left(reason) is called
//   leave()    hides it
//   changed()  the document or the tree changed
mergeInto(LibraryManager.library, {
  // wanted: 'canvas' or 'html'. loading: the painter is on its way. painter: what it offers.
  $view: { wanted: 'html', loading: false, painter: null },

  // frames counts the frames drawn, for tests and curious people.
  $offerView__deps: ['$page', '$view', '$shownNodes', '$nodeOf', '$tellView', '$leaveCanvas'],
  $offerView: function() {
    window['prevenance'] = {
      'frames': 0,
      'kiosk': page.kiosk,
      'nodeOf': nodeOf,
      // The elements of a node's parts, by name of Part in web/view/boxes.h.
      'partsOf': function(id) {
        return shownNodes.get(id).parts;
      },
      // What is seen, as bytes: web/view/tree_bytes.h.
      'shown': function() {
        var size = _prevenance_shown(), at = _prevenance_answer();
        return HEAPU8.slice(at, at + size);
      },
      'join': function(painter) {
        view.painter = painter;
        if (view.wanted == 'canvas') painter['enter']();
      },
      'entered': function() {
        tellView('canvas', '');
      },
      'left': leaveCanvas,
    };
  },

  // Why the canvas may not be shown on this device, or ''. Drawn letters ignore the colours and
  // the contrast a person asked their system for: then only HTML will do.
  $canvasRefusal: function() {
    var asked = window.matchMedia('(forced-colors: active)').matches ||
      window.matchMedia('(prefers-contrast: more)').matches;
    if (asked) return 'contrast';
    return window['WebGLRenderingContext'] ? '' : 'webgl';
  },

  // When colours are forced, or more contrast is asked for, from now on.
  $watchContrast__deps: ['$view', '$leaveCanvas'],
  $watchContrast: function() {
    ['(forced-colors: active)', '(prefers-contrast: more)'].forEach(function(wish) {
      window.matchMedia(wish).addEventListener('change', function(event) {
        if (event.matches && view.wanted == 'canvas') leaveCanvas('contrast');
      });
    });
  },

  // The person's choice is kept on the device, never on a kiosk.
  $rememberView__deps: ['$page'],
  $rememberView: function(wanted) {
    if (page.kiosk) return;
    try {
      window.localStorage.setItem('prevenance-view', wanted);
    } catch (refused) {}
  },

  // A kiosk shows the canvas; elsewhere HTML, until the person chooses.
  $wantedView__deps: ['$page'],
  $wantedView: function() {
    if (page.kiosk) return 'canvas';
    try {
      return window.localStorage.getItem('prevenance-view') || 'html';
    } catch (refused) {
      return 'html';
    }
  },

  $showView__deps: ['$view', '$canvasRefusal', '$rememberView', '$leaveCanvas', '$loadPainter'],
  $showView: function(wanted) {
    rememberView(wanted);
    view.wanted = wanted;
    var refusal = wanted == 'canvas' ? canvasRefusal() : '';
    if (wanted != 'canvas' || refusal) {
      leaveCanvas(refusal);
    } else if (view.painter) {
      view.painter['enter']();
    } else {
      loadPainter();
    }
  },

  // Loads the program behind <link id="program-canvas">, which joins once it is there.
  $loadPainter__deps: ['$view', '$painterFailed'],
  $loadPainter: function() {
    if (view.loading) return;
    view.loading = true;
    var script = document.createElement('script');
    script.onerror = painterFailed;
    script.src = document.getElementById('program-canvas').getAttribute('href');
    document.head.append(script);
  },

  // True when it was the painter that did not arrive: the page itself goes on.
  $painterFailed__deps: ['$view', '$leaveCanvas'],
  $painterFailed: function() {
    if (!view.loading || view.painter) return false;
    view.loading = false;
    if (view.wanted == 'canvas') leaveCanvas('network');
    return true;
  },

  // `reason`  '' when the person asked for it; else why, which the page says.
  $leaveCanvas__deps: ['$view', '$tellView'],
  $leaveCanvas: function(reason) {
    view.wanted = 'html';
    if (view.painter) view.painter['leave']();
    tellView('html', reason);
  },

  // Tells the application what is seen now, and why when nobody asked for it.
  $tellView__deps: ['$send'],
  $tellView: function(seen, reason) {
    send({ 'type': 'view', 'value': seen, 'reason': reason });
  },
});
