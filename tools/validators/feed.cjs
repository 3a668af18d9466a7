// Walks an RPDE feed from its first page, as its readers do, and writes what OpenActive's own validator says of each page.
const { RpdeValidator } = require('@openactive/rpde-validator');

async function main() {
  const { url, pages } = await new Response(process.stdin).json();
  const log = await RpdeValidator(url, { pageLimit: pages, timeoutMs: 20000 });
  const said = log.pages.map((page) => ({
    url: page.url,
    found: page.errors.map(({ severity, type, message }) => ({ severity, type, message })),
  }));
  process.stdout.write(JSON.stringify(said));
}

main();
