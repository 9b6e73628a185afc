// Measures where the browser laid the tree out, for the painter: see web/view/boxes.h.

// Numbers of Part in web/view/boxes.h.
const PART_NUMBERS = { 'text': 1, 'hint': 2, 'error': 3, 'control': 4, 'value': 5 };

const BOX_WORDS = 8;
const LINE_WORDS = 8;

/** Words of the boxes and of the lines, and the bytes of the text, as they are collected. */
class Measured {
  constructor() {
    this.boxes = [];
    this.lines = [];
    this.text = [];
    this.textSize = 0;
  }

  addLine(text, place, style) {
    const bytes = new TextEncoder().encode(text);
    this.lines.push(this.textSize, bytes.length, place.left + window.scrollX,
      place.top + window.scrollY, place.width, place.height, parseFloat(style.fontSize),
      +style.fontWeight > 500 ? 1 : 0);
    this.text.push(bytes);
    this.textSize += bytes.length;
  }

  /** The lines of a text node, as the browser broke it. */
  addLines(node, style) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const places = [];
    for (const place of range.getClientRects()) {
      const last = places[places.length - 1];
      if (place.width && !(last && Math.abs(last.top - place.top) < 1)) places.push(place);
    }
    let start = 0;
    places.forEach((place, index) => {
      const next = places[index + 1];
      const end = next ? lineEnd(node, start, next) : node.data.length;
      this.addLine(node.data.slice(start, end), place, style);
      start = end;
    });
  }

  /** One part, if it is shown. `element` holds its text in its first node. */
  addPart(id, part, element, hasText) {
    if (!isShown(element)) return;
    const place = element.getBoundingClientRect();
    const first = this.lines.length / LINE_WORDS;
    const node = element.firstChild;
    if (hasText && node && node.nodeType == 3) this.addLines(node, getComputedStyle(element));
    this.boxes.push(id, part, place.left + window.scrollX, place.top + window.scrollY,
      place.width, place.height, first, this.lines.length / LINE_WORDS - first);
  }

  addNode(outer) {
    const id = +outer.dataset['node'];
    const parts = window['prevenance']['partsOf'](id);
    this.addPart(id, 0, outer, false);
    if (!parts['text'] && outer.firstChild) this.addPart(id, 1, outer, true);
    for (const part in parts) {
      this.addPart(id, PART_NUMBERS[part], parts[part], part != 'control');
    }
  }

  /** As web/view/boxes.h lays it out. */
  bytes() {
    const counts = [this.boxes.length / BOX_WORDS, this.lines.length / LINE_WORDS, this.textSize];
    const words = counts.concat(this.boxes, this.lines);
    const bytes = new Uint8Array(words.length * 4 + this.textSize);
    const real = new Float32Array(bytes.buffer, 0, words.length);
    const whole = new Uint32Array(bytes.buffer, 0, words.length);
    // Which words of a box, and of a line, are whole numbers.
    const isWhole = (index) => {
      const word = (index - 3) % 8;
      if (index < 3) return true;
      if (index < 3 + this.boxes.length) return word < 2 || word > 5;
      return word < 2 || word == 7;
    };
    words.forEach((word, index) => {
      if (isWhole(index)) whole[index] = word; else real[index] = word;
    });
    let at = words.length * 4;
    for (const text of this.text) {
      bytes.set(text, at);
      at += text.length;
    }
    return bytes;
  }
}

/** What a closed `details` holds keeps the place it had while it was open: only browsers know it is not shown. */
function isShown(element) {
  const known = element['checkVisibility'];
  return element.getClientRects().length > 0 && (!known || known.call(element));
}

/** Where the line of `start` ends in the text node: the first character that stands lower. */
function lineEnd(node, start, next) {
  const range = document.createRange();
  let low = start;
  let high = node.data.length;
  while (low < high) {
    const middle = low + high >> 1;
    range.setStart(node, middle);
    range.setEnd(node, middle + 1);
    const place = range.getClientRects()[0];
    if (place && place.top > next.top - 1) high = middle; else low = middle + 1;
  }
  return low;
}

/** Everything that is shown of the page, as bytes. */
function measureBoxes() {
  const measured = new Measured();
  document.getElementById('page').querySelectorAll('[data-node]').forEach((outer) => {
    measured.addNode(outer);
  });
  return measured.bytes();
}
