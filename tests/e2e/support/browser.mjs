// Chromium as the tests drive it: Debian's own, never a copy that a package downloads.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [process.env.PREVENANCE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/// WebGL is drawn by software, so that the canvas view is the same on every machine.
const WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const NO_WEBGL = ['--disable-gpu', '--disable-3d-apis', '--disable-software-rasterizer'];
const QUIET = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function chromiumPath() {
  const path = CANDIDATES.find((candidate) => candidate && existsSync(candidate));
  if (!path) throw new Error('Chromium is missing. On Debian: apt-get install chromium');
  return path;
}

/// webgl  false: a machine that has none. args: more switches; without: those of Playwright's to leave out.
export function launchBrowser({ webgl = true, args = [], without = [] } = {}) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // as root there is none to be had
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [...sandbox, ...QUIET, ...(webgl ? WEBGL : NO_WEBGL), ...args],
    ignoreDefaultArgs: without,
  });
}
