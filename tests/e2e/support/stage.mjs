// The server and a browser for the tests of one file: started before them, stopped after.
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { startWorld } from './world.mjs';

/// `browser` and `address` of what it returns are there once the tests run.
export function setStage() {
  const stage = {};
  let world;
  before(async () => {
    world = await startWorld();
    stage.address = world.address;
    stage.browser = await launchBrowser();
  });
  after(async () => {
    await stage.browser?.close();
    await world?.stop();
  });
  return stage;
}
