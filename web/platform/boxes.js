// Measures where the browser laid the tree out, and tells the painter: see web/view/boxes.h.
mergeInto(LibraryManager.library, {
  // Numbers of Part in web/view/boxes.h.
  $partNumbers: { 'text': 1, 'hint': 2, 'error': 3, 'control': 4, 'value': 5 },

  // Words of the boxes and of the lines, and the bytes of the text, as they are collected.
  $measured: { boxes: [], lines: [], text: [], textSize: 0 },

  $measureText__deps: ['$measured'],
  $measureText: function(text, place, style) {
    var bytes = new TextEncoder().encode(text);
    measured.lines.push(measured.textSize, bytes.length, place.left + window.scrollX,
      place.top + window.scrollY, place.width, place.height, parseFloat(style.fontSize),
      +style.fontWeight > 500 ? 1 : 0);
    measured.text.push(bytes);
    measured.textSize += bytes.length;
  },

  // Where the line of `place` ends in the text node: the first character that stands lower.
  $lineEnd: function(node, start, next) {
    var range = document.createRange();
    var low = start, high = node.data.length;
    while (low < high) {
      var middle = low + high >> 1;
      range.setStart(node, middle);
      range.setEnd(node, middle + 1);
      var place = range.getClientRects()[0];
      if (place && place.top > next.top - 1) high = middle; else low = middle + 1;
    }
    return low;
  },

  // The lines of a text node, as the browser broke it.
  $measureLines__deps: ['$measureText', '$lineEnd'],
  $measureLines: function(node, style) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var places = [];
    Array.prototype.forEach.call(range.getClientRects(), function(place) {
      var last = places[places.length - 1];
      if (place.width && !(last && Math.abs(last.top - place.top) < 1)) places.push(place);
    });
    var start = 0;
    places.forEach(function(place, index) {
      var next = places[index + 1];
      var end = next ? lineEnd(node, start, next) : node.data.length;
      measureText(node.data.slice(start, end), place, style);
      start = end;
    });
  },

  // One part, if it is shown. `element` holds its text in its first node.
  $measurePart__deps: ['$measured', '$measureLines'],
  $measurePart: function(id, part, element, hasText) {
    if (!element.getClientRects().length) return;
    var place = element.getBoundingClientRect();
    var first = measured.lines.length / 8;
    var node = element.firstChild;
    if (hasText && node && node.nodeType == 3) measureLines(node, getComputedStyle(element));
    measured.boxes.push(id, part, place.left + window.scrollX, place.top + window.scrollY,
      place.width, place.height, first, measured.lines.length / 8 - first);
  },

  $measureNode__deps: ['$partNumbers', '$measurePart'],
  $measureNode: function(outer) {
    var id = +outer.dataset['node'], parts = window['prevenance']['partsOf'](id);
    measurePart(id, 0, outer, false);
    if (!parts['text'] && outer.firstChild) measurePart(id, 1, outer, true);
    for (var part in parts) {
      measurePart(id, partNumbers[part], parts[part], part != 'control');
    }
  },

  $sendBoxes__deps: ['$measured', '$measureNode'],
  $sendBoxes: function() {
    measured.boxes = [];
    measured.lines = [];
    measured.text = [];
    measured.textSize = 0;
    document.getElementById('page').querySelectorAll('[data-node]').forEach(measureNode);
    var counts = [measured.boxes.length / 8, measured.lines.length / 8, measured.textSize];
    var words = counts.concat(measured.boxes, measured.lines);
    var real = new Float32Array(words), whole = new Uint32Array(real.buffer);
    // Which words of a box, and of a line, are whole numbers.
    var isWhole = function(index) {
      var word = (index - 3) % 8;
      if (index < 3) return true;
      if (index < 3 + measured.boxes.length) return word < 2 || word > 5;
      return word < 2 || word == 7;
    };
    words.forEach(function(word, index) {
      if (isWhole(index)) whole[index] = word;
    });
    var size = words.length * 4 + measured.textSize;
    var buffer = _prevenance_buffer(size);
    HEAPU8.set(new Uint8Array(real.buffer), buffer);
    var at = buffer + words.length * 4;
    measured.text.forEach(function(bytes) {
      HEAPU8.set(bytes, at);
      at += bytes.length;
    });
    _prevenance_boxes(buffer, size);
  },
});
