// Before everything else of the program: when it cannot start, or stops, the page says so.
mergeInto(LibraryManager.library, {
  $fail__deps: ['$page', '$canvasFailed'],
  $fail: function() {
    if (canvasFailed()) return;
    var html = document.documentElement;
    // What was saved may be what cannot be read: the next start does without it.
    if (!html.classList.contains('started')) {
      try {
        window.localStorage.removeItem('prevenance');
      } catch (refused) {}
    }
    page.stopped = true;
    html.classList.add('failed');
  },

  $tellOffline: function() {
    document.documentElement.classList.toggle('offline', !navigator.onLine);
  },

  // Runs as soon as the script is read, before the wasm is there.
  $guardPage__deps: ['$fail', '$tellOffline'],
  $guardPage__postset: 'guardPage();',
  $guardPage: function() {
    addEventListener('error', fail);
    addEventListener('unhandledrejection', fail);
    addEventListener('online', tellOffline);
    addEventListener('offline', tellOffline);
    tellOffline();
  },
});
