// Reads a JSON list of schema.org things and writes what is wrong with each: types, properties and values are held
// against schema.org's own vocabulary, which schema-dts carries as types.
const ts = require('typescript');

const TOLD = `${__dirname}/told.ts`;
const OPTIONS = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, skipLibCheck: true, types: [], moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext };

function written(things) {
  const lines = things.map((thing, at) => `export const thing${at}: WithContext<Thing> = ${JSON.stringify(thing)};`);
  return [`import type { Thing, WithContext } from 'schema-dts';`, ...lines].join('\n');
}

function judged(source) {
  const host = ts.createCompilerHost(OPTIONS);
  const ofDisk = host.getSourceFile;
  host.getSourceFile = (name, ...more) => (
    name === TOLD ? ts.createSourceFile(name, source, OPTIONS.target) : ofDisk(name, ...more)
  );
  host.fileExists = ((exists) => (name) => name === TOLD || exists(name))(host.fileExists);
  return ts.getPreEmitDiagnostics(ts.createProgram([TOLD], OPTIONS, host));
}

async function main() {
  const things = await new Response(process.stdin).json();
  const said = things.map(() => []);
  for (const { file, start, messageText } of judged(written(things))) {
    const line = file ? file.getLineAndCharacterOfPosition(start).line : 0;
    const words = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (line === 0) throw new Error(words);
    said[line - 1].push(words);
  }
  process.stdout.write(JSON.stringify(said));
}

main();
