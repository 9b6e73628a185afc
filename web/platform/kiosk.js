// A kiosk nobody touches any more: the page warns, then starts afresh, logged out, and keeps nothing.
//
// Source: EN 301 549 V3.2.1, 9.2.2.1: a time limit is announced at least 20 seconds ahead and can
// be extended by a simple action.
// Seconds without a touch or a key: until the warning, and until the new start.
const kiosk = { warnAfter: 65, startAfter: 90, warned: false, timer: 0 };

// Two short tones, for those who do not look at the screen.
function soundWarning() {
  if (!window['AudioContext']) return;
  const audio = new AudioContext();
  [0, 0.3].forEach((start) => {
    const tone = audio.createOscillator(), volume = audio.createGain();
    tone.frequency.value = 660;
    volume.gain.value = 0.2;
    tone.connect(volume);
    volume.connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.18);
  });
}

function warnIdle() {
  kiosk.warned = true;
  send({ 'type': 'idle', 'value': 'warned' });
  soundWarning();
  kiosk.timer = setTimeout(() => {
    // Through the end of the session, if there is one, to the first page.
    location.replace('/auth/logout');
  }, (kiosk.startAfter - kiosk.warnAfter) * 1000);
}

// Someone is there.
function noticePerson() {
  clearTimeout(kiosk.timer);
  kiosk.timer = setTimeout(warnIdle, kiosk.warnAfter * 1000);
  if (!kiosk.warned) return;
  kiosk.warned = false;
  send({ 'type': 'idle', 'value': 'back' });
}

// Until someone touches it, a fresh page stays as it is.
function watchKiosk() {
  if (!page.kiosk) return;
  ['pointerdown', 'keydown', 'wheel', 'touchmove'].forEach((name) => {
    window.addEventListener(name, noticePerson, { passive: true, capture: true });
  });
}
