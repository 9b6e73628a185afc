// Which of the two views is seen. HTML is always there; the canvas is the affair of a script of its
// own (web/imgui/canvas.js), fetched when it is first wanted.
//
// Each is minified on its own: between the two only the quoted names hold. window.prevenance is what
// the page offers: see offerView. What the canvas offers comes through join():
//   enter()    shows the canvas; then entered() or left(reason) is called
//   leave()    hides it
//   changed()  the document or the tree changed
mergeInto(LibraryManager.library, {
  // wanted: 'canvas' or 'html'. loading: the canvas's script is on its way. canvas: what it offers.
  $view: { wanted: 'html', loading: false, canvas: null },

  // frames counts the frames drawn, for tests and curious people; drawing(), which the canvas
  // adds, tells whether one is under way.
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
      'join': function(canvas) {
        view.canvas = canvas;
        if (view.wanted == 'canvas') canvas['enter']();
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
    var able = window['WebGLRenderingContext'] &&
      HTMLCanvasElement.prototype['transferControlToOffscreen'];
    return able ? '' : 'webgl';
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

  $showView__deps: ['$view', '$canvasRefusal', '$rememberView', '$leaveCanvas', '$loadCanvas'],
  $showView: function(wanted) {
    rememberView(wanted);
    view.wanted = wanted;
    var refusal = wanted == 'canvas' ? canvasRefusal() : '';
    if (wanted != 'canvas' || refusal) {
      leaveCanvas(refusal);
    } else if (view.canvas) {
      view.canvas['enter']();
    } else {
      loadCanvas();
    }
  },

  // Loads the program behind <link id="program-canvas">, which joins once it is there.
  $loadCanvas__deps: ['$view', '$canvasFailed'],
  $loadCanvas: function() {
    if (view.loading) return;
    view.loading = true;
    var script = document.createElement('script');
    script.onerror = canvasFailed;
    script.src = document.getElementById('program-canvas').getAttribute('href');
    document.head.append(script);
  },

  // True when it was the canvas that did not arrive: the page itself goes on.
  $canvasFailed__deps: ['$view', '$leaveCanvas'],
  $canvasFailed: function() {
    if (!view.loading || view.canvas) return false;
    view.loading = false;
    if (view.wanted == 'canvas') leaveCanvas('network');
    return true;
  },

  // `reason`  '' when the person asked for it; else why, which the page says.
  $leaveCanvas__deps: ['$view', '$tellView'],
  $leaveCanvas: function(reason) {
    view.wanted = 'html';
    if (view.canvas) view.canvas['leave']();
    tellView('html', reason);
  },

  // Tells the application what is seen now, and why when nobody asked for it.
  $tellView__deps: ['$send'],
  $tellView: function(seen, reason) {
    send({ 'type': 'view', 'value': seen, 'reason': reason });
  },
});
