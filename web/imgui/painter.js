// The painter's side of the canvas view: a worker that draws what it is told, when it is told.
//
// It says { type: 'ready' } once it listens, then takes messages of these types:
//   letters   weight, bytes: a TrueType file
//   open      canvas, and on a kiosk keyboard: where it draws. Answered by `opened`: true or false
//   frame     viewport, and after a change tree and boxes: bytes as web/view lays them out. Answered
//             by `frame`: drawn, width, keyboard (its height), typed, unsettled, as in frame.h
//   pointer   x, y, down: see web/platform/canvas_border.h
// and says by itself: lost, opened (again) when the context comes back, failed.
mergeInto(LibraryManager.library, {
  $painter: { canvas: null, keyboard: null, lost: false },

  // Runs as soon as the script is read, before the wasm is there.
  $guardPainter__postset: 'guardPainter();',
  $guardPainter: function() {
    ['error', 'unhandledrejection'].forEach(function(name) {
      self.addEventListener(name, function() {
        postMessage({ 'type': 'failed' });
      });
    });
  },

  // Hands bytes to one of the functions that take a buffer and its size last.
  $handOver: function(bytes, take) {
    var buffer = _prevenance_buffer(bytes.length);
    HEAPU8.set(bytes, buffer);
    take(buffer, bytes.length);
  },

  $openContext__deps: ['$painter', '$webgl'],
  $openContext: function() {
    var opened = webgl.open(painter.canvas);
    painter.lost = !opened;
    // By this name tests find what they make the device lose.
    self['context'] = webgl.context;
    postMessage({ 'type': 'opened', 'opened': opened });
  },

  $takeCanvas__deps: ['$painter', '$openContext'],
  $takeCanvas: function(message) {
    painter.canvas = message['canvas'];
    painter.keyboard = message['keyboard'];
    painter.canvas.addEventListener('webglcontextlost', function(event) {
      event.preventDefault();
      painter.lost = true;
      postMessage({ 'type': 'lost' });
    });
    painter.canvas.addEventListener('webglcontextrestored', function() {
      _prevenance_new_context();
      openContext();
    });
    openContext();
  },

  // Setting a size clears a canvas: only when it is another one.
  $fitTo: function(canvas, width, height) {
    if (canvas.width != width) canvas.width = width;
    if (canvas.height != height) canvas.height = height;
  },

  // Called right after the frame was drawn: only then can its pixels be read.
  $copyKeyboard__deps: ['$painter', '$fitTo'],
  $copyKeyboard: function(width, height, top) {
    var strip = height - top;
    if (!painter.keyboard || strip <= 0) return 0;
    fitTo(painter.keyboard, width, strip);
    painter.keyboard.getContext('2d').drawImage(
      painter.canvas, 0, top, width, strip, 0, 0, width, strip);
    return strip;
  },

  $paintFrame__deps: ['$painter', '$webgl', '$handOver', '$fitTo', '$copyKeyboard'],
  $paintFrame: function(message) {
    if (message['tree']) handOver(message['tree'], _prevenance_tree);
    if (message['boxes']) handOver(message['boxes'], _prevenance_boxes);
    handOver(message['viewport'], _prevenance_viewport);
    var frame = painter.lost ? 0 : _prevenance_paint();
    if (!frame) {
      postMessage({ 'type': 'frame' });
      return;
    }
    var at = frame >> 2;
    var width = HEAPF32[at], height = HEAPF32[at + 1];
    fitTo(painter.canvas, width, height);
    webgl.draw(frame);
    var keyboard = copyKeyboard(width, height, Math.floor(HEAPF32[at + 7]));
    postMessage({ 'type': 'frame', 'drawn': true, 'width': width, 'keyboard': keyboard,
      'typed': HEAPU32[at + 8], 'unsettled': HEAPU32[at + 9] });
  },

  platform_start_painter__deps: ['$guardPainter', '$handOver', '$takeCanvas', '$paintFrame'],
  platform_start_painter: function() {
    self.onmessage = function(event) {
      var message = event.data;
      switch (message['type']) {
        case 'letters':
          handOver(message['bytes'], function(buffer, size) {
            _prevenance_font(message['weight'], buffer, size);
          });
          break;
        case 'open': takeCanvas(message); break;
        case 'frame': paintFrame(message); break;
        case 'pointer':
          _prevenance_pointer(message['x'], message['y'], message['down'] ? 1 : 0);
          break;
      }
    };
    postMessage({ 'type': 'ready' });
  },
});
