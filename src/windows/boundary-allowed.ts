import type { BoundaryRow } from './boundary-model.ts';

const NOTHING = 'Nothing needs to be done.';

/** Options that do on Windows what they say: they draw the boundary, or open it as meant. None of them is a finding. */
export const ALLOWED_OPTIONS: readonly BoundaryRow[] = [
  {
    option: 'isolation',
    effect: 'isolates',
    when: { matches: /^(?:|default|process|hyperv)$/i },
    because: 'it chooses between the kernel of the host and one of its own',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'network',
    effect: 'isolates',
    when: { unlike: /^(?:container|service):|^(?:host|bridge)$/ },
    because: 'ports and addresses are the own ones of the container',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'network',
    effect: 'pierces',
    when: { matches: /^(?:container|service):/ },
    because: 'the network namespace is shared, in process isolation',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'publish',
    effect: 'pierces',
    because: 'a port of the host leads into the container',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'publish-all',
    effect: 'pierces',
    because: 'ports of the host lead into the container',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'device',
    effect: 'pierces',
    when: { matches: /^class\/|^(?:class|vpci-class-guid):\/\// },
    because: 'a device of the host is used from the container, in process isolation',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'volumes-from',
    effect: 'pierces',
    because: 'files are shared with another container',
    remedy: NOTHING,
    sources: ['ms-isolation'],
  },
  {
    option: 'security-opt',
    effect: 'pierces',
    when: { matches: /^credentialspec=(?:file|registry|raw):\/\/./i },
    because: 'the container acts under a domain identity',
    remedy: NOTHING,
    sources: ['moby-oci-windows'],
  },
];
