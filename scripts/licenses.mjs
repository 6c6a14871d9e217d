// The licences of what was really bundled, read off esbuild's own account of its inputs.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const LICENSE_FILE = /^(licen[cs]e|copying|notice)(\..*)?$/i;

/** The text of dist/licenses.txt: one part a package, sorted by name. Throws when a package has no licence text. */
export async function collectLicenses(root, metafile) {
  const folders = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const folder = packageFolder(input);
    if (folder !== undefined) folders.add(folder);
  }
  const parts = await Promise.all([...folders].map((folder) => licenseOf(path.join(root, folder))));
  return `${parts
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((part) => part.text)
    .join('\n\n')}\n`;
}

function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1];
}

async function licenseOf(folder) {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  if (files.length === 0) throw new Error(`${manifest.name} has no licence file`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const body = texts.map((text) => text.replace(/\r\n?/g, '\n').trim()).join('\n\n');
  const title = `${manifest.name} ${manifest.version} (${manifest.license})`;
  return { name: manifest.name, text: `${title}\n${'-'.repeat(title.length)}\n\n${body}` };
}
