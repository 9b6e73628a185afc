// When the program cannot start, or stops, the page says so.

function failProgram() {
  const html = document.documentElement;
  // What was saved may be what cannot be shown: the next start does without it. A program that never
  // came has not read it.
  if (program.ready && !html.classList.contains('started')) store(null);
  program.stopped = true;
  html.classList.add('failed');
}

// A mistake in the page's own thread is the program's end too, unless it was the canvas's.
function fail() {
  if (!canvasFailed()) failProgram();
}

function tellOffline() {
  document.documentElement.classList.toggle('offline', !navigator.onLine);
}

// Before everything else that may go wrong.
function guardPage() {
  window.addEventListener('error', fail);
  window.addEventListener('unhandledrejection', fail);
  window.addEventListener('online', tellOffline);
  window.addEventListener('offline', tellOffline);
  tellOffline();
}
