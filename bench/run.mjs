// Runs every measurement of this folder, one after the other: what `./dev bench` does.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const files = readdirSync('bench').filter((name) => name.endsWith('.mjs') && name !== 'run.mjs').sort();
let failed = 0;
for (const file of files) {
  console.log(`\n== bench/${file}`);
  if (spawnSync(process.execPath, [`bench/${file}`], { stdio: 'inherit' }).status !== 0) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
