import type { Demand } from '../demands/model.ts';
import type { Host } from '../hosts/model.ts';
import type { ResolvedImage } from '../images/model.ts';
import type { RuleId } from '../rules/catalogue.ts';
import type { ImageUse, Need } from '../sources/reading.ts';
import type { ImageFacts, Isolation, Level, Verdict } from '../windows/model.ts';
import type { Remedy } from '../windows/remedy.ts';
import type { SourceId } from '../windows/sources.ts';
import type { PairingRule } from './deciding-rules.ts';

/** An image as this check looks at it: one reference for one platform, with every place that names it. */
export interface CheckedImage {
  /** Unique in a run. */
  readonly key: string;
  readonly resolved: ResolvedImage;
  /** `--platform`, when one was given. */
  readonly platform?: string;
}

/**
 * What must hold together on one host: the images of one file, or one image that was given by input.
 * With `hosts-match: any` it is this that must find a host, not each image by itself.
 */
export interface Subject {
  /** Undefined for an image given by input. */
  readonly file?: string;
  readonly members: readonly SubjectImage[];
  /** What the subject comes from; undefined for an image given by input. */
  readonly demand?: Demand;
}

export interface SubjectImage {
  readonly image: CheckedImage;
  readonly needs: readonly Need[];
  /** Empty for an image given by input. */
  readonly uses: readonly ImageUse[];
}

/** What decided a pairing: the judge's own words, or what happens before it is asked (no entry to take). */
export interface PairingVerdict {
  readonly prediction: Verdict;
  readonly rule: PairingRule;
  readonly reason: string;
  readonly conditions: readonly string[];
  readonly sources: readonly SourceId[];
  readonly findings: readonly VerdictFinding[];
}

export interface VerdictFinding {
  readonly rule: RuleId;
  readonly level: Level;
  readonly message: string;
}

/** One image on one host in one isolation. */
export interface Pairing {
  readonly image: CheckedImage;
  readonly host: Host;
  readonly isolation: Isolation;
  /** Whether this mode must work on this host. */
  readonly required: boolean;
  /** The entry this host's engine would take, as the judge sees it. */
  readonly facts: ImageFacts;
  readonly digest?: string;
  readonly verdict: PairingVerdict;
  /** What would run instead; computed only where it is needed. */
  remedies(): readonly Remedy[];
}

/** What one host makes of one image: the entry its engine would take, and both modes. */
export interface HostPairing {
  readonly image: CheckedImage;
  readonly host: Host;
  /** The host's default mode first. */
  readonly pairings: readonly Pairing[];
  /** About the choice from the index, whatever the mode. */
  readonly notes: readonly VerdictFinding[];
  /** Set when the engine there would not even pull it. */
  readonly pullRefusal?: VerdictFinding;
}
