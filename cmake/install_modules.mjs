// Installs the npm packages that package-lock.json pins, without their install scripts; at once when
// they are there. Run by `./dev` and by every build.
//
// usage: node cmake/install_modules.mjs (from the project's folder)
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, utimesSync } from 'node:fs';

const pinned = 'package-lock.json';
/// What is installed: builds wait for this file.
const installed = 'node_modules/.installed-lock.json';

if (existsSync(installed) && readFileSync(installed).equals(readFileSync(pinned))) {
  // Newer than what it was made from, as builds want it; else untouched, so that they rest.
  const now = new Date();
  if (statSync(installed).mtimeMs <= statSync(pinned).mtimeMs) utimesSync(installed, now, now);
} else {
  console.error('Installing npm packages');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit' });
  copyFileSync(pinned, installed);
}
