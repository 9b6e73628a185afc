// Goal: every screen says the same to assistive technology in both renderers, and axe finds nothing.
// Method: one walk through all screens; the browser's accessibility tree is compared with one stored
// file a screen, whichever renderer shows it. A bare canvas would pass axe with an empty tree.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityTree, axeViolations } from './support/accessibility.mjs';
import { matchesSnapshot } from './support/snapshot.mjs';
import { setStage } from './support/stage.mjs';
import { RENDERERS, Visitor } from './support/visitor.mjs';
import { walkAids, walkAround, walkDossiers } from './support/walk.mjs';

const stage = setStage();

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';

/// What differs from day to day, and the one button that names the other view.
function comparable(tree) {
  return tree.replace(new RegExp(`\\b(1er|\\d{1,2}) (${MONTHS}) \\d{4}`, 'g'), '‹date›')
    .replace(/"Vue (graphique|HTML)"/g, '"Vue ‹autre›"');
}

for (const renderer of RENDERERS) {
  for (const [name, walk] of [['around the aids', walkAround], ['of the aids', walkAids], ['of the dossiers', walkDossiers]]) {
    test(`every screen ${name}: its stored tree, no axe finding (${renderer})`, async (context) => {
      const visitor = await Visitor.arrive(stage.browser, stage.address, { renderer });
      await walk(visitor, (screen) => context.test(screen, async () => {
        matchesSnapshot(screen, comparable(await accessibilityTree(visitor.page)));
        assert.deepEqual(await axeViolations(visitor.page), []);
      }));
      visitor.complaints = visitor.complaints.filter((text) => !/404/.test(text)); // the unknown address
      await visitor.leave();
    });
  }
}
