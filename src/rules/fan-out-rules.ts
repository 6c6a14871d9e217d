import type { Rule } from './rule.ts';

/** Rules about the matrix that spreads smoke containers over runners, and about what its legs report. */
export const FAN_OUT_RULES = {
  'host-without-runner': {
    level: 'notice',
    sentence: 'No hosted runner is this host, so it gets no leg in the matrix.',
    remedy: 'Run a leg on a runner of your own with that Windows, and merge its report with the others.',
    help: `The output \`matrix\` has legs for GitHub's hosted runners alone: a host gets one where a label with Docker that GitHub serves today has
the same build and product. For another Windows, add a job on a runner of your own with \`hosts: runner\`, and let its report be among
those that are merged.`,
    sources: ['runner-images-readme'],
  },
  'matrix-too-large': {
    level: 'warning',
    sentence: 'There are more legs than GitHub makes jobs of one matrix.',
    remedy: 'Name fewer hosts or fewer files, or plan in several steps with a matrix each.',
    help: `A matrix has 256 jobs at most. The legs that must work come first; what is beyond the limit is judged and not run.`,
    sources: ['github-actions-limits'],
  },
  'leg-without-report': {
    level: 'error',
    sentence: 'A leg of the matrix was planned, and no report of it was merged.',
    remedy:
      'Look at the job of that leg: each must upload its report, also where it fails (`if: always()`), and on the Windows that was planned.',
    help: `What never reported is not known to be well. Usual reasons: the job was cancelled or never started, it failed before its check, its
report was not uploaded or not downloaded, two legs uploaded under one name, or the label led to a runner with another Windows than was
planned, so that the report is about another host.`,
    sources: ['github-actions-limits'],
  },
  'report-unreadable': {
    level: 'error',
    sentence: 'A file that was to be merged holds no report, or there is no such file.',
    remedy:
      'Name the JSON reports alone (`report-file`, or `check --format json --output FILE`), made by this version.',
    help: `What was in it is not part of the verdict, so the verdict is not whole; the other reports are merged all the same. Usual reasons: a
job was cut off while it wrote, another JSON file matches the pattern, or the report was made by a version with another schema.`,
    sources: [],
  },
} as const satisfies Record<string, Rule>;
