import type { HostOrigin, ImageStore } from '../hosts/model.ts';
import { PAIRING_RULES } from '../pairing/deciding-rules.ts';
import type { Finding, FindingSubject } from '../rules/finding.ts';
import { RULE_IDS } from '../rules/ids.ts';
import type { Need, Place } from '../sources/reading.ts';
import type { Family, Level, Policy, Product, Verdict } from '../windows/model.ts';
import {
  type HostsMatch,
  type IsolationRequirement,
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportFile,
  type ReportHost,
  type ReportImage,
  type ReportImageEntry,
  type ReportImageUse,
  type ReportLeg,
  type ReportPairing,
  type ReportSubject,
  type ReportSubjectImage,
  type ReportSubjectLeg,
  type Result,
  type SubjectOrigin,
} from './report.ts';
import { addresses, isolation, observation, smoke, windowsVersion } from './report-smoke-shape.ts';
import {
  flag,
  listOf,
  numberFrom,
  oneOf,
  type Reader,
  shape,
  text,
  textLike,
  texts,
  wordsOf,
} from './shape.ts';

const LEVELS = wordsOf<Level>({ error: 1, warning: 1, notice: 1 });
const REQUIREMENTS = wordsOf<IsolationRequirement>({ default: 1, process: 1, hyperv: 1, any: 1, all: 1 });
const whole = numberFrom(0);

const place = shape<Place>(
  {
    file: text,
    line: numberFrom(1),
    column: numberFrom(1),
    endLine: numberFrom(1),
    endColumn: numberFrom(1),
  },
  'endLine',
  'endColumn',
);

const host = shape<ReportHost>(
  {
    id: text,
    name: text,
    origin: oneOf(wordsOf<HostOrigin>({ detected: 1, declared: 1, assumed: 1 })),
    version: windowsVersion,
    product: oneOf(wordsOf<Product>({ server: 1, client: 1 })),
    architecture: text,
    defaultIsolation: isolation,
    imageStore: oneOf(wordsOf<ImageStore>({ graphdriver: 1, containerd: 1 })),
    engineVersion: text,
  },
  'version',
  'product',
  'architecture',
  'imageStore',
  'engineVersion',
);

const needs = listOf(oneOf(wordsOf<Need>({ build: 1, run: 1, pull: 1 })));

const use = shape<ReportImageUse>(
  {
    role: oneOf(
      wordsOf<ReportImageUse['role']>({
        stage: 1,
        'copy-from': 1,
        'mount-from': 1,
        service: 1,
        'job-container': 1,
        run: 1,
        input: 1,
      }),
    ),
    needs,
    stage: text,
    place,
  },
  'stage',
  'place',
);

const image = shape<ReportImage>(
  {
    name: text,
    platform: text,
    answeredBy: oneOf(wordsOf<ReportImage['answeredBy']>({ registry: 1, engine: 1, tag: 1, nothing: 1 })),
    family: oneOf(
      wordsOf<Family>({ nanoserver: 1, servercore: 1, server: 1, windows: 1, hostprocess: 1, unknown: 1 }),
    ),
    digest: text,
    entries: listOf(
      shape<ReportImageEntry>({ digest: text, os: text, architecture: text, osVersion: text }, 'osVersion'),
    ),
    uses: listOf(use),
  },
  'platform',
  'digest',
);

const subject = shape<ReportSubject>(
  {
    origin: oneOf(
      wordsOf<SubjectOrigin>({ file: 1, input: 1, variant: 1, workflow: 1, compose: 1, bake: 1 }),
    ),
    file: text,
    buildArgs: texts,
    target: text,
    hosts: listOf(text),
    isolation: oneOf(REQUIREMENTS),
    legs: listOf(shape<ReportSubjectLeg>({ workflow: text, leg: text, step: text, place })),
    images: listOf(shape<ReportSubjectImage>({ image: text, platform: text, needs }, 'platform')),
  },
  'file',
  'buildArgs',
  'target',
);

const pairing = shape<ReportPairing>(
  {
    image: text,
    platform: text,
    host: text,
    isolation,
    required: flag,
    prediction: oneOf(wordsOf<Verdict>({ runs: 1, refused: 1, undefined: 1, unknown: 1 })),
    rule: oneOf(PAIRING_RULES, 'a rule that decides, of this version'),
    reason: text,
    conditions: listOf(text),
    sources: addresses,
    imageVersion: windowsVersion,
    digest: text,
    observation,
  },
  'platform',
  'imageVersion',
  'digest',
  'observation',
);

const finding = shape<Finding>({
  rule: oneOf(RULE_IDS, 'a rule of this version'),
  level: oneOf(LEVELS),
  message: text,
  remedy: text,
  places: listOf(place),
  subject: shape<FindingSubject>(
    { image: text, host: text, isolation: listOf(isolation) },
    'image',
    'host',
    'isolation',
  ),
});

const leg = shape<ReportLeg>(
  {
    host: text,
    runsOn: text,
    image: text,
    isolation: oneOf(wordsOf<ReportLeg['isolation']>({ process: 1, hyperv: 1, any: 1, all: 1 })),
    reported: flag,
  },
  'reported',
);

const thisSchema: Reader<Report['schemaVersion']> = () => REPORT_SCHEMA_VERSION;

/** A report, field by field; throws a ShapeError for the first that is wrong. Its version has been looked at. */
export const reportShape = shape<Report>(
  {
    schemaVersion: thisSchema,
    tool: shape<Report['tool']>({ name: text, version: text }),
    date: textLike(/^\d{4}-\d{2}-\d{2}$/, 'a day as in 2026-11-23'),
    result: oneOf(wordsOf<Result>({ passed: 1, failed: 1, incomplete: 1 })),
    counts: shape<Report['counts']>({ errors: whole, warnings: whole, notices: whole }),
    settings: shape<Report['settings']>({
      isolation: oneOf(REQUIREMENTS),
      hostsMatch: oneOf(wordsOf<HostsMatch>({ every: 1, any: 1 })),
      policy: oneOf(wordsOf<Policy>({ compatible: 1, exact: 1 })),
      resolve: oneOf(['auto', 'registry', 'tags']),
      failOn: oneOf(['error', 'warning', 'notice', 'never']),
    }),
    hosts: listOf(host),
    files: listOf(shape<ReportFile>({ file: text, uses: whole, skipped: whole })),
    images: listOf(image),
    subjects: listOf(subject),
    pairings: listOf(pairing),
    findings: listOf(finding),
    switchedOff: whole,
    skippedImages: whole,
    smoke,
    furtherSmoke: listOf(smoke),
    matrix: listOf(leg),
  },
  'switchedOff',
  'smoke',
  'furtherSmoke',
  'matrix',
);
