// What assistive technology is told: the browser's own accessibility tree, and axe's verdict.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/// Roles that tell a person nothing: they only hold others.
const SILENT = new Set(['generic', 'none', 'InlineTextBox', 'LineBreak', 'ListMarker', 'RootWebArea', 'LayoutTable']);

/// States worth a word in a snapshot, in this order.
const STATES = ['level', 'checked', 'expanded', 'invalid', 'required', 'disabled'];

/// The accessibility tree that Chromium hands to screen readers, as indented text: a role and a name a line.
export async function accessibilityTree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const visit = (node, depth, told) => {
    const role = node.role?.value ?? '';
    const name = (node.name?.value ?? '').replace(/\s+/g, ' ').trim();
    const isText = role === 'StaticText';
    // A text that only repeats the name of what it stands in says nothing new.
    const shown = !node.ignored && !SILENT.has(role) && !(isText && (name === '' || told.includes(name)));
    if (shown) lines.push(`${'  '.repeat(depth)}${isText ? 'text' : role}${name ? ` "${name}"` : ''}${states(node)}`);
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) visit(child, shown ? depth + 1 : depth, isText ? told : name || told);
    }
  };
  visit(nodes[0], 0, '');
  return `${lines.join('\n')}\n`;
}

function states(node) {
  const found = new Map((node.properties ?? []).map(({ name, value }) => [name, value.value]));
  return STATES.filter((name) => found.has(name) && found.get(name) !== false && found.get(name) !== 'false')
    .map((name) => (found.get(name) === true || found.get(name) === 'true' ? ` [${name}]` : ` [${name}=${found.get(name)}]`))
    .join('');
}

/// What axe finds wrong, one line a finding: rule, number of places, the first of them.
///
/// rules  tags or names of those that are asked; all that a page must meet, unless said
export async function axeViolations(page, rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((asked) => globalThis.axe.run(document, {
    resultTypes: ['violations'], runOnly: asked,
  }), rules);
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0].html.slice(0, 160)}`);
}
