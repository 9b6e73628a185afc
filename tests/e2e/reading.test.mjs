// Goal: the page can be read on the narrowest screens and at the largest zoom, without scrolling
// sideways. Method: every screen that needs no dossier, in both renderers; 400 % of 1280 px is 320 px.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';

const stage = setStage();

const PATHS = ['/', '/aides', '/dossiers', '/a-propos', '/accessibilite', '/donnees', '/nulle-part'];
const SCREENS = [
  ['320 px wide', { viewport: { width: 320, height: 640 } }],
  ['400 % zoom', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ['200 % zoom', { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }],
];

for (const renderer of RENDERERS) {
  for (const [name, options] of SCREENS) {
    test(`nothing needs sideways scrolling at ${name} (${renderer})`, async () => {
      const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer, ...options });
      for (const path of PATHS) {
        await visitor.goTo(path);
        const { content, window: seen } = await visitor.page.evaluate(() => ({
          content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth,
        }));
        assert.ok(content <= seen, `${path}: ${content} px wide in a window of ${seen} px`);
      }
      visitor.complaints = visitor.complaints.filter((text) => !/404/.test(text)); // the unknown address
      await visitor.leave();
    });
  }
}
