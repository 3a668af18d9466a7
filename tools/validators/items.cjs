// Reads OpenActive items and a list of activities, {items, activityList}, and writes what OpenActive's own validator says
// of each item. The list stands in for the one it would fetch: nothing leaves the machine.
const { createHash } = require('node:crypto');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { validate } = require('@openactive/data-model-validator');

const LIST = 'https://openactive.io/activity-list';
const FOREVER = 10 ** 9;

function keep(folder, url, data) {
  const name = `${createHash('sha256').update(url).digest('hex')}.json`;
  const file = { errorCode: 'error_none', statusCode: 200, data, url, exception: null, contentType: 'application/ld+json', fetchTime: Date.now() };
  writeFileSync(join(folder, name), JSON.stringify(file));
}

async function main() {
  const { items, activityList } = await new Response(process.stdin).json();
  const folder = mkdtempSync(join(tmpdir(), 'openactive-'));
  keep(folder, LIST, activityList);
  const options = { loadRemoteJson: true, remoteJsonCachePath: folder, remoteJsonCacheTimeToLive: FOREVER };
  const said = [];
  for (const item of items) {
    const found = await validate(item, options);
    said.push(found.map(({ severity, type, path, message }) => ({ severity, type, path, message })));
  }
  rmSync(folder, { recursive: true });
  process.stdout.write(JSON.stringify(said));
}

main();
