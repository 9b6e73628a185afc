// The kiosk's on-screen keyboard: C++ draws it as part of the frame; here its strip of the frame is
// shown above the page, where fingers reach it, and what it types goes into the focused field.
mergeInto(LibraryManager.library, {
  $keyboard: { element: null, height: 0 },

  $openKeyboard__deps: ['$keyboard', '$requestFrame', '$pixelRatio'],
  $openKeyboard: function() {
    var element = keyboard.element = document.createElement('canvas');
    element.id = 'keyboard';
    element.setAttribute('aria-hidden', 'true');
    document.body.append(element);
    var down = false;
    var point = function(event) {
      var ratio = element.width / element.clientWidth;
      _prevenance_pointer(event.clientX * ratio, event.clientY * ratio, down ? 1 : 0);
      requestFrame();
    };
    element.addEventListener('pointerdown', function(event) {
      down = true;
      element.setPointerCapture(event.pointerId);
      point(event);
    });
    ['pointerup', 'pointercancel'].forEach(function(name) {
      element.addEventListener(name, function(event) {
        down = false;
        point(event);
      });
    });
    // The field keeps the focus.
    element.addEventListener('mousedown', function(event) {
      event.preventDefault();
    });
  },

  // Room under the page, so that the field can always be scrolled above the keyboard.
  $makeRoom__deps: ['$keyboard', '$measureAgain'],
  $makeRoom: function(height) {
    if (keyboard.height == height) return;
    keyboard.height = height;
    var room = height ? height + 'px' : '';
    document.body.style.paddingBottom = room;
    document.documentElement.style.scrollPaddingBottom = room;
    if (height && document.activeElement) {
      document.activeElement.scrollIntoView({ 'block': 'nearest' });
    }
    measureAgain();
  },

  $hideKeyboard__deps: ['$keyboard', '$makeRoom'],
  $hideKeyboard: function() {
    if (!keyboard.element) return;
    keyboard.element.hidden = true;
    makeRoom(0);
  },

  // Called right after the frame was drawn: only then can its pixels be read.
  $showKeyboard__deps: ['$canvas', '$keyboard', '$openKeyboard', '$hideKeyboard', '$makeRoom',
    '$typeKey'],
  $showKeyboard: function(frame, ratio) {
    var at = frame >> 2;
    var width = HEAPF32[at], top = Math.floor(HEAPF32[at + 7]);
    var height = HEAPF32[at + 1] - top;
    if (height <= 0) {
      hideKeyboard();
      return;
    }
    if (!keyboard.element) openKeyboard();
    var element = keyboard.element;
    element.hidden = false;
    element.width = width;
    element.height = height;
    element.style.width = width / ratio + 'px';
    element.style.height = height / ratio + 'px';
    element.getContext('2d').drawImage(
      canvas.element, 0, top, width, height, 0, 0, width, height);
    makeRoom(height / ratio);
    typeKey(HEAPU32[at + 8]);
  },

  // Characters and keys as web/imgui/keyboard.h names them.
  $typeKey: function(key) {
    var input = document.activeElement;
    if (!key || !input || input.tagName != 'INPUT') return;
    if (key == 27) {
      input.blur();
      return;
    }
    if (key == 13) {
      if (input.form) input.form.requestSubmit(); else input.blur();
      return;
    }
    var start = input.selectionStart, end = input.selectionEnd;
    if (key == 8 && start == end) start = Math.max(0, start - 1);
    input.setRangeText(key == 8 ? '' : String.fromCodePoint(key), start, end, 'end');
    input.dispatchEvent(new InputEvent('input', { 'bubbles': true }));
  },
});
