// Where the ink of each line of text is, in two pictures of the same layout: compared in the browser
// itself, which reads its own pictures.

/// The lines of text that the window shows: [{ text, left, top, width, height }] in CSS pixels, without
/// what hangs below the baseline, where underlines are.
export function linesOf(page) {
  return page.evaluate(() => {
    const lines = [];
    const walker = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.matches('#page > .link, .field > *:not(.text), .visually-hidden')) continue; // Out of sight.
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, top, width, height } of range.getClientRects()) {
        const shown = width > 8 && top > 0 && top + height < innerHeight && left + width < innerWidth;
        if (shown) lines.push({ text: node.data.slice(0, 40), left, top, width, height: height * 0.74 });
      }
    }
    return lines;
  });
}

/// For each line: how far, in device pixels, the middle and the edges of its ink lie apart.
/// `first`, `second`  PNG pictures. `ratio`  device pixels for one CSS pixel.
export function compareInk(page, lines, first, second, ratio) {
  return page.evaluate(async ({ lines, pictures, ratio }) => {
    const read = async (picture) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d', { willReadFrequently: true }); // Kept where it can be read at once.
      context.drawImage(bitmap, 0, 0);
      return context;
    };
    const inkOf = (context, line) => {
      const margin = 2;
      const left = Math.floor(line.left * ratio) - margin;
      const top = Math.floor(line.top * ratio);
      const width = Math.ceil(line.width * ratio) + 2 * margin;
      const height = Math.ceil(line.height * ratio);
      const { data } = context.getImageData(left, top, width, height);
      const shade = (at) => data[at] * 0.3 + data[at + 1] * 0.59 + data[at + 2] * 0.11;
      const ground = shade(0);
      let most = 1;
      for (let at = 0; at < data.length; at += 4) most = Math.max(most, Math.abs(shade(at) - ground));
      const ink = { weight: 0, x: 0, y: 0, left: width, right: 0 };
      for (let at = 0; at < data.length; at += 4) {
        const share = Math.abs(shade(at) - ground) / most;
        if (share < 0.15) continue;
        const x = (at / 4) % width;
        ink.weight += share;
        ink.x += share * x;
        ink.y += share * Math.floor(at / 4 / width);
        if (share < 0.4) continue;
        ink.left = Math.min(ink.left, x);
        ink.right = Math.max(ink.right, x);
      }
      return { x: ink.x / ink.weight, y: ink.y / ink.weight, left: ink.left, right: ink.right };
    };
    const [one, other] = await Promise.all(pictures.map(read));
    return lines.flatMap((line) => {
      const a = inkOf(one, line);
      const b = inkOf(other, line);
      if (Number.isNaN(b.x)) return []; // The second picture hides it: nothing to compare with.
      return { text: line.text, x: a.x - b.x, y: a.y - b.y, left: a.left - b.left, right: a.right - b.right };
    });
  }, { lines, pictures: [first, second].map((picture) => picture.toString('base64')), ratio });
}
