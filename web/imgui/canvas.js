// The canvas view: asks for a frame when something changed, and only then. What stands where comes
// from web/platform/boxes.js, what is drawn from C++, and web/imgui/webgl.js shows it.
//
// This program stands beside the page's own: web/platform/view.js says what each offers the other.
mergeInto(LibraryManager.library, {
  // wanted: it is to be seen. on: it is what is seen. due: a frame is asked for. moved: the tree may
  // be another one, and boxes are to be measured.
  $canvas: {
    element: null, wanted: false, on: false, due: false, moved: true, opened: false, letters: null, lossTimer: 0,
    hovered: 0, pressed: 0, focused: 0, focusVisible: false,
  },

  $requestFrame__deps: ['$canvas', '$drawFrame'],
  $requestFrame: function() {
    if (!canvas.on || canvas.due) return;
    canvas.due = true;
    requestAnimationFrame(drawFrame);
  },

  // Something may stand elsewhere now.
  $measureAgain__deps: ['$canvas', '$requestFrame'],
  $measureAgain: function() {
    canvas.moved = true;
    requestFrame();
  },

  $pixelRatio: function() {
    var zoom = window.visualViewport ? visualViewport.scale : 1;
    // Beyond that, sharper letters cost more memory than eyes can tell.
    return devicePixelRatio * Math.min(3, Math.max(1, zoom));
  },

  $fitCanvas__deps: ['$canvas', '$pixelRatio'],
  $fitCanvas: function() {
    var element = canvas.element;
    var width = document.documentElement.clientWidth, height = window.innerHeight;
    var ratio = Math.min(pixelRatio(), 4096 / width, 4096 / height);
    var wide = Math.max(1, Math.round(width * ratio));
    var high = Math.max(1, Math.round(height * ratio));
    if (element.width != wide) element.width = wide;
    if (element.height != high) element.height = high;
    element.style.width = width + 'px';
    element.style.height = height + 'px';
    return ratio;
  },

  // As web/view/boxes.h lays it out.
  $sendViewport__deps: ['$canvas'],
  $sendViewport: function(ratio) {
    var html = document.documentElement;
    var buffer = _prevenance_buffer(48);
    var real = new Float32Array(12), whole = new Uint32Array(real.buffer);
    real[0] = html.clientWidth;
    real[1] = window.innerHeight;
    real[2] = window.scrollX;
    real[3] = window.scrollY;
    real[4] = ratio;
    real[5] = parseFloat(getComputedStyle(html).fontSize);
    whole[6] = canvas.hovered;
    whole[7] = canvas.focused;
    whole[8] = canvas.pressed;
    whole[9] = canvas.focusVisible ? 1 : 0;
    whole[10] = window.matchMedia('(prefers-color-scheme: dark)').matches ? 1 : 0;
    whole[11] = window['prevenance']['kiosk'] ? 1 : 0;
    HEAPU8.set(new Uint8Array(real.buffer), buffer);
    _prevenance_viewport(buffer, 48);
  },

  $sendTree: function() {
    var bytes = window['prevenance']['shown']();
    var buffer = _prevenance_buffer(bytes.length);
    HEAPU8.set(bytes, buffer);
    _prevenance_tree(buffer, bytes.length);
  },

  $drawFrame__deps: ['$canvas', '$webgl', '$fitCanvas', '$sendTree', '$sendBoxes', '$sendViewport',
    '$requestFrame', '$showKeyboard'],
  $drawFrame: function() {
    canvas.due = false;
    if (!canvas.on) return;
    var ratio = fitCanvas();
    if (canvas.moved) {
      canvas.moved = false;
      sendTree();
      sendBoxes();
    }
    sendViewport(ratio);
    var frame = _prevenance_paint();
    if (!frame) return;
    webgl.draw(frame);
    window['prevenance']['frames']++;
    showKeyboard(frame, ratio);
    if (HEAPU32[(frame >> 2) + 9]) requestFrame();
  },

  // The letters, one file a weight: <link id="face-400"> and "face-700" say where.
  $loadLetters__deps: ['$canvas'],
  $loadLetters: function() {
    if (canvas.letters) return canvas.letters;
    canvas.letters = Promise.all([400, 700].map(function(weight) {
      return fetch(document.getElementById('face-' + weight).href).then(function(answer) {
        if (!answer.ok) throw new Error('no letters');
        return answer.arrayBuffer();
      }).then(function(bytes) {
        var buffer = _prevenance_buffer(bytes.byteLength);
        HEAPU8.set(new Uint8Array(bytes), buffer);
        _prevenance_font(weight, buffer, bytes.byteLength);
      });
    }));
    canvas.letters.catch(function() {
      canvas.letters = null; // The network may be back when it is chosen again.
    });
    return canvas.letters;
  },

  // What the pointer and the keyboard do to the looks. Only a change asks for a frame.
  $followPerson__deps: ['$canvas', '$requestFrame', '$measureAgain'],
  $followPerson: function() {
    var set = function(name, value) {
      if (canvas[name] === value) return;
      canvas[name] = value;
      requestFrame();
    };
    var node = function(target) {
      return target && target.closest ? window['prevenance']['nodeOf'](target) : 0;
    };
    var root = document.getElementById('page');
    root.addEventListener('pointerover', function(event) {
      set('hovered', event.pointerType == 'touch' ? 0 : node(event.target));
    });
    root.addEventListener('pointerleave', function() {
      set('hovered', 0);
    });
    root.addEventListener('pointerdown', function(event) {
      set('pressed', node(event.target));
    });
    ['pointerup', 'pointercancel', 'dragend'].forEach(function(name) {
      addEventListener(name, function() {
        set('pressed', 0);
      });
    });
    var focus = function() {
      var target = document.activeElement;
      var visible = false;
      try {
        visible = target.matches(':focus-visible');
      } catch (unknown) {}
      set('focused', target == document.body ? 0 : node(target));
      set('focusVisible', visible);
    };
    addEventListener('focusin', focus);
    addEventListener('focusout', function(event) {
      if (!event.relatedTarget) set('focused', 0);
    });
    addEventListener('keydown', focus);
    // The window's scroll moves no box; that of a table does.
    addEventListener('scroll', function(event) {
      if (event.target == document) requestFrame(); else measureAgain();
    }, { passive: true, capture: true });
    root.addEventListener('toggle', measureAgain, true);
    focus();
  },

  $followWindow__deps: ['$measureAgain', '$requestFrame'],
  $followWindow: function() {
    addEventListener('resize', measureAgain);
    if (window.visualViewport) visualViewport.addEventListener('resize', measureAgain);
    document.fonts.addEventListener('loadingdone', measureAgain);
    new ResizeObserver(measureAgain).observe(document.getElementById('page'));
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', requestFrame);
  },

  // While the context is lost the HTML is seen; after 3 s without a new one it stays.
  $followContext__deps: ['$canvas', '$webgl', '$seeCanvas'],
  $followContext: function() {
    canvas.element.addEventListener('webglcontextlost', function(event) {
      event.preventDefault();
      if (!canvas.on) return;
      seeCanvas(false);
      canvas.lossTimer = setTimeout(function() {
        canvas.lossTimer = 0;
        window['prevenance']['left']('lost');
      }, 3000);
    });
    canvas.element.addEventListener('webglcontextrestored', function() {
      canvas.opened = webgl.open(canvas.element);
      _prevenance_new_context();
      if (!canvas.lossTimer) return;
      clearTimeout(canvas.lossTimer);
      canvas.lossTimer = 0;
      if (canvas.opened) seeCanvas(true); else window['prevenance']['left']('lost');
    });
  },

  $seeCanvas__deps: ['$canvas', '$measureAgain', '$hideKeyboard'],
  $seeCanvas: function(seen) {
    canvas.on = seen;
    document.documentElement.classList.toggle('canvas', seen);
    canvas.element.hidden = !seen;
    if (seen) measureAgain(); else hideKeyboard();
  },

  $openCanvas__deps: ['$canvas', '$webgl', '$followPerson', '$followWindow', '$followContext'],
  $openCanvas: function() {
    if (canvas.opened) return true;
    var first = !canvas.element;
    if (first) {
      canvas.element = document.createElement('canvas');
      canvas.element.id = 'canvas';
      canvas.element.hidden = true;
      canvas.element.setAttribute('aria-hidden', 'true');
      document.body.prepend(canvas.element);
    }
    canvas.opened = webgl.open(canvas.element);
    if (first && canvas.opened) {
      followPerson();
      followWindow();
      followContext();
    }
    return canvas.opened;
  },

  $enterCanvas__deps: ['$canvas', '$openCanvas', '$loadLetters', '$seeCanvas'],
  $enterCanvas: function() {
    canvas.wanted = true;
    var page = window['prevenance'];
    if (!openCanvas()) {
      page['left']('webgl');
      return;
    }
    loadLetters().then(function() {
      // The wish may have changed while the letters were on their way.
      if (!canvas.wanted || canvas.on) return;
      seeCanvas(true);
      page['entered']();
    }, function() {
      page['left']('network');
    });
  },

  $leaveCanvas__deps: ['$canvas', '$seeCanvas'],
  $leaveCanvas: function() {
    canvas.wanted = false;
    clearTimeout(canvas.lossTimer);
    canvas.lossTimer = 0;
    if (canvas.element) seeCanvas(false);
  },

  platform_start_canvas__deps: ['$enterCanvas', '$leaveCanvas', '$measureAgain'],
  platform_start_canvas: function() {
    window['prevenance']['join']({
      'enter': enterCanvas, 'leave': leaveCanvas, 'changed': measureAgain,
    });
  },
});
