import { invalidReference } from '../base.ts';
import type { ImageUse, SourceProblem, SourceReading } from '../reading.ts';
import { referenceFault } from '../reference-check.ts';
import type { ComposeFiles } from './files.ts';
import type { ComposeService } from './model.ts';

/** What services run, where they are not built; an image that is not known is none. */
export function imageUses(
  services: readonly ComposeService[],
  problems: SourceProblem[],
): readonly ImageUse[] {
  return services.flatMap((service): readonly ImageUse[] => {
    const { image, build, platform, name, active } = service;
    if (image === undefined || build !== undefined || image.unknown === true || image.value === '') return [];
    const fault = referenceFault(image.value);
    if (fault !== undefined) {
      // A variable without a value is told already, and is why.
      if (!problems.some(({ code, place }) => code === 'unset-variable' && place === image.place)) {
        problems.push(invalidReference(image.written, image.value, fault, image.place));
      }
      return [];
    }
    const known = platform !== undefined && platform.unknown === undefined && platform.value !== '';
    return [
      {
        role: 'service',
        reference: image.value,
        written: image.written,
        needs: ['run'],
        stage: name,
        ...(known ? { platform: platform.value, platformWritten: platform.written } : {}),
        reachable: active,
        place: image.place,
      },
    ];
  });
}

/** What was read, file by file; files that have nothing to tell with the others. */
export function readingsByFile(
  files: ComposeFiles,
  uses: readonly ImageUse[],
  problems: readonly SourceProblem[],
): readonly SourceReading[] {
  const names = new Set([...files.read, ...problems.map(({ place }) => place.file)]);
  return [...names].map((file) => ({
    file,
    uses: uses.filter(({ place }) => place.file === file),
    problems: problems.filter(({ place }) => place.file === file),
    hints: { backtickEscape: false, windowsShell: false },
    line: (number) => files.line(file, number),
  }));
}
