// Reads a JSON list of OpenActive items from its input and writes what OpenActive's own validator says of each.
const { validate } = require('@openactive/data-model-validator');

async function main() {
  const told = await new Response(process.stdin).json();
  const said = [];
  for (const item of told) {
    const found = await validate(item, { loadRemoteJson: false });
    said.push(found.map(({ severity, type, path, message }) => ({ severity, type, path, message })));
  }
  process.stdout.write(JSON.stringify(said));
}

main();
