import type { FileShelf } from '../sources/file-shelf.ts';

/** Runner labels, base images and their tags, and the isolations by name: what only files about Windows have. */
const WORDS =
  /\b(?:windows-(?:20\d\d|latest|11)|ltsc20\d\d|nanoserver|windowsservercore|servercore|mcr\.microsoft\.com\/(?:windows|dotnet\/framework)|windows\/(?:amd64|arm64))\b|\bisolation["']?\s*[:=]\s*["']?(?:hyperv|process)\b/i;

/** Whether the words of a file speak of Windows, of which nothing else may be known: it may not be read at all. */
export async function speaksOfWindows(file: string, shelf: FileShelf): Promise<boolean> {
  const content = await shelf.content(file);
  return 'bytes' in content && WORDS.test(Buffer.from(content.bytes).toString('latin1'));
}
