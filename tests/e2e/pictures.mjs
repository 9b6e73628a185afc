// Goal: somebody looks at every screen before it goes out. Method: the same walk on each kind of screen (`./dev look`);
// the pictures go to build/screenshots, and each must show something.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { setStage } from './support/stage.mjs';
import { Visitor } from './support/visitor.mjs';
import { walkBenefits } from './support/households.mjs';
import { walkAids, walkAround, walkDossiers } from './support/walk.mjs';

const FOLDER = 'build/screenshots';
/// Pixels down: of a longer page the browser's picture begins again from its top.
const LONGEST = 8192;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const KINDS = {
  desktop: { viewport: DESKTOP },
  phone: { viewport: PHONE, deviceScaleFactor: 2 },
  dark: { viewport: PHONE, colorScheme: 'dark' },
  'forced-colours': { viewport: PHONE, forcedColors: 'active' },
  'zoom-200': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  'canvas-desktop': { viewport: DESKTOP, renderer: 'canvas' },
  'canvas-phone-dark': { viewport: PHONE, colorScheme: 'dark', renderer: 'canvas' },
  kiosk: { viewport: { width: 1080, height: 1920 }, path: '/?kiosk=1', renderer: 'canvas' },
};

const stage = setStage();

for (const [kind, options] of Object.entries(KINDS)) {
  test(`pictures: ${kind}`, async () => {
    mkdirSync(`${FOLDER}/${kind}`, { recursive: true });
    const visitor = await Visitor.arrive(stage.browser, stage.address, options);
    const look = async (screen) => {
      const { length, ratio } = await visitor.page.evaluate(() => (
        { length: document.documentElement.scrollHeight, ratio: devicePixelRatio }));
      const picture = await visitor.page.screenshot({
        path: `${FOLDER}/${kind}/${screen}.png`, fullPage: options.renderer !== 'canvas',
        scale: length * ratio > LONGEST ? 'css' : 'device',
      });
      assert.ok(picture.length > 5000, `${kind}/${screen}.png shows nothing`);
    };
    for (const walk of [walkAround, walkAids, walkDossiers, walkBenefits]) {
      await visitor.page.evaluate(() => localStorage.clear()); // each walk is somebody else's
      await visitor.goTo(options.path ?? '/');
      await walk(visitor, look);
    }
    await visitor.context.close();
  });
}
