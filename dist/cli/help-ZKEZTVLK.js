import{a as i,u as r}from"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";var n=`windows-isolation-check: will this Windows image run on that Windows host, in each isolation mode?

Usage: windows-isolation-check <command> [options]

  check [paths...]     judge every image that the files name, on every host
  judge                judge one pairing by flags, or JSON lines from stdin
  images [paths...]    list every image that the files name
  select --host HOST   which entry of an index (stdin) each image store takes
  merge REPORTS...     several runs' reports into one
  explain TEXT         what a rule, a code (0xc0370101) or an engine's error means

  <command> --help     the options of a command
  --version            the version of this tool

Exit codes: 0 nothing found, 1 findings, 2 usage or configuration, 3 the check could not be done.
`,o={check:`Usage: windows-isolation-check check [paths...] [options]

Paths are files, directories or patterns; without any, the Dockerfiles, Compose and bake files below this
directory, and its workflows (.github/workflows).

  --image REF               judge this image (repeatable); without paths, no file is read then
  --host HOST               where the images must run (repeatable): a runner label (windows-2022), a release
                            (ltsc2022), a name (windows-11-24h2) or a version (10.0.20348.2340, 10.0.26100/client);
                            default: this machine on Windows, elsewhere the current hosted runners, one of which must do
  --hosts-match WHICH       every (default) or any: must each host run an image, or one of them
  --isolation MODE          default (the host's own), process, hyperv, any, all
  --policy POLICY           compatible (default), or exact: equal builds in process isolation
  --build-arg NAME=VALUE    a build argument (repeatable); NAME alone takes it from the environment
  --target STAGE            the stage that is built
  --variants FILE           Dockerfiles in the ways they are built, in YAML or JSON: [{dockerfile, build-args, hosts,
                            target, isolation}], where a list for a build argument tries each of its values
  --config FILE             settings in YAML or JSON, which options go before
                            (default: .github/windows-isolation-check.yml or .yaml if it is there)
  --resolve HOW             auto (default: ask the registry, else read the tag), registry, tags (no connection)
  --insecure-registry HOST  a registry to be asked over plain HTTP (repeatable)
  --registry-mirror R=URL   a mirror of a registry, asked first (repeatable)
  --timeout SECONDS         how long a registry may take for one image (default 30)
  --level RULE=LEVEL        error, warning, notice or off (repeatable)
  --smoke[=MODE]            run containers on the engine of this machine: auto (default), always, never
  --smoke-command COMMAND   a command line for cmd that must succeed in every container
  --pull WHICH              missing (default), always, never
  --max-pull-size SIZE      the largest image that is pulled, as in 5GB
  --cleanup-images          remove the images that were pulled
  --parallel NUMBER         containers at a time (default 2)
  --smoke-timeout SECONDS   of one container (default 300)
  --time-budget SECONDS     of all of them, pulls included (default 1200)
  --network NAME            of the containers (default none)
  --start-engine            start the stopped Docker service of this machine
  --fan-out                 keep in the report the matrix of legs over hosted runners, and say which hosts get none
  --fail-on LEVEL           error (default), warning, notice, never
  --format FORMAT           text (default), json, github, summary, sarif, junit, or matrix: the legs as JSON for fromJSON
  --output FILE             write there instead of to stdout
`,judge:`Usage: windows-isolation-check judge --host HOST --image VERSION [options]
       windows-isolation-check judge < questions.jsonl

  --host HOST         as for check
  --image VERSION     a Windows version (10.0.17763.5329), a release (ltsc2019), or a reference whose tag names one
  --family FAMILY     nanoserver, servercore, server, windows, hostprocess, unknown
  --isolation MODE    default, process, hyperv
  --policy POLICY     compatible (default), exact
  --format FORMAT     text (default), json

Without --host and --image, each line of stdin is a question and gets one line of answer, in order:
  {"host":{"version":"10.0.20348.2340","product":"server"},"image":{"version":"10.0.17763.5329","family":"servercore"},"isolation":"process"}
Beside these, a line may have policy; host may have containerOs, engineVersion and hyperv; image may have os.
A bad line, or one with another key, gets {"error":"..."} and the rest goes on; the exit code is 0 all the same, as each
line has its own answer.
For a pairing by flags it is 1 where the prediction is an error, else 0.
`,images:`Usage: windows-isolation-check images [paths...] [options]

  --build-arg NAME=VALUE   a build argument (repeatable)
  --target STAGE           the stage that is built
  --resolve HOW            tags (default: no connection), auto, registry
  --insecure-registry HOST, --registry-mirror R=URL, --timeout SECONDS   as for check
  --format FORMAT          text (default), json: [{file,line,column,role,stage,reference,os,version,tag}]
`,select:`Usage: windows-isolation-check select --host HOST [--platform PLATFORM] < index.json

Reads an OCI index or Docker manifest list from stdin and writes, as JSON, the entry that each image store would
take on that host: graphdriver (Docker's default on Windows) and containerd.
`,merge:`Usage: windows-isolation-check merge REPORTS... [options]

Reports are JSON files (check --format json), directories that hold them, or patterns: those of a plan and of the
legs of its matrix, or of any runs. A file that holds no report is told, and the others are merged.

  --level RULE=LEVEL        error, warning, notice or off (repeatable)
  --fail-on LEVEL           error (default), warning, notice, never
  --format FORMAT           text (default), json, github, summary, sarif, junit, matrix
  --output FILE             write there instead of to stdout
`,explain:`Usage: windows-isolation-check explain RULE | CODE | TEXT...

A rule (build-mismatch), an HCS, Win32 or exit code (0xc0370101, 0x80370101, 3221225794), or the whole text of an
engine's error; with - the text is read from stdin.
`};function c(e){if(e===void 0)return n;let t=Object.hasOwn(o,e)?o[e]:void 0;if(t===void 0)throw l(e,Object.keys(o));return t}function l(e,t){let a=r(e,t),s=a===void 0?"":` Did you mean ${a}?`;return new i("usage",`There is no command \`${e}\`.${s}`,`The commands are ${t.join(", ")}; --help tells what they do.`)}export{c as helpFor,l as unknownCommand};
//# sourceMappingURL=help-ZKEZTVLK.js.map
