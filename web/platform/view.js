// Which of the two views is seen: what both programs know of it.
mergeInto(LibraryManager.library, {
  // Why the canvas may not be shown on this device, or ''. Drawn letters ignore the colours and
  // the contrast a person asked their system for: then only HTML will do.
  $canvasRefusal: function() {
    var asked = window.matchMedia('(forced-colors: active)').matches ||
      window.matchMedia('(prefers-contrast: more)').matches;
    if (asked) return 'contrast';
    return window['WebGLRenderingContext'] ? '' : 'webgl';
  },

  // Calls `leave` when colours are forced, or more contrast is asked for, from now on.
  $watchContrast: function(leave) {
    ['(forced-colors: active)', '(prefers-contrast: more)'].forEach(function(wish) {
      window.matchMedia(wish).addEventListener('change', function(event) {
        if (event.matches) leave();
      });
    });
  },

  // The person's choice is kept on the device, never on a kiosk.
  $rememberView__deps: ['$page'],
  $rememberView: function(view) {
    if (page.kiosk) return;
    try {
      window.localStorage.setItem('prevenance-view', view);
    } catch (refused) {}
  },

  // The program that runs gives its place to the next one: it hears and does nothing any more.
  // Between programs only quoted names hold, each is minified on its own.
  $offerPlace__deps: ['$page', '$shownNodes'],
  $offerPlace: function() {
    window['prevenanceStop'] = function() {
      page.stopped = true;
      shownNodes.clear();
      return page.saved;
    };
  },

  // What the former program had saved, as { saved }, or null when there was none.
  $stopFormer__deps: ['$offerPlace'],
  $stopFormer: function() {
    var stop = window['prevenanceStop'];
    var former = stop ? { saved: stop() } : null;
    offerPlace();
    return former;
  },

  // Once, when the page stands. The canvas's own program puts its own here.
  $afterStart__deps: ['$page', '$showView', '$wantedView', '$watchKiosk'],
  $afterStart: function() {
    watchKiosk();
    if (wantedView() == 'canvas') showView('canvas');
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

  // Loads the program behind <link id="program-canvas">, which has both views and takes over once
  // it is there. The canvas's own program replaces this function.
  $showView__deps: ['$canvasRefusal', '$rememberView', '$tellView'],
  $showView: function(view) {
    var link = document.getElementById('program-' + view);
    if (view != 'canvas' || !link) return;
    rememberView(view);
    var refusal = canvasRefusal();
    if (refusal) {
      tellView('html', refusal);
      return;
    }
    var script = document.createElement('script');
    script.onerror = function() {
      script.remove();
      tellView('html', 'network');
    };
    script.src = link.getAttribute('href');
    document.head.append(script);
  },

  // Tells the application what is seen now, and why when nobody asked for it.
  $tellView__deps: ['$send'],
  $tellView: function(view, reason) {
    send({ 'type': 'view', 'value': view, 'reason': reason });
  },
});
