import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../../src/sources/shell/model.ts';
import { commandsOf, read } from './reader.ts';

describe('bash', () => {
  it.each<[script: string, commands: readonly string[]]>([
    ['docker build .', ['docker build .']],
    ['docker build -t a .\ndocker run a', ['docker build -t a .', 'docker run a']],
    // Other programs.
    ['git status\necho docker build .\n# docker build .\ntrue # docker', []],
    ['docker.exe build .', ['docker build .']],
    ['/usr/bin/docker build .', ['docker build .']],
    ['"/c/Program Files/Docker/docker.exe" run a', ['docker run a']],
    ['sudo docker run a', ['docker run a']],
    ['sudo -E -u root docker run a', ['docker run a']],
    [
      'time docker pull a; command docker pull b; exec docker pull c',
      ['docker pull a', 'docker pull b', 'docker pull c'],
    ],
    ['env X=1 docker pull a', ['docker pull a']],
    ['timeout 60 docker pull a', ['docker pull a']],
    ['DOCKER=docker\n$DOCKER pull a', ['docker pull a']],
    ['mydocker run a; docker-machine ls; dockerd', []],
    // Continuations.
    ['docker build \\\n  --pull \\\n  -t a .', ['docker build --pull -t a .']],
    ['docker build \\\r\n  -t a \\\r\n  .\r\ndocker run a\r\n', ['docker build -t a .', 'docker run a']],
    ['docker bu\\\nild .', ['docker build .']],
    // Quotes.
    [`docker run 'a b' "c d" e\\ f g"h i"j`, ['docker run [a b] [c d] [e f] [gh ij]']],
    [`docker run '$TAG' "$TAG" \\$TAG "\\$TAG" $'a\\tb'`, ['docker run $TAG ltsc2022 $TAG $TAG [a\tb]']],
    [`docker run "" ''`, ['docker run [] []']],
    ['docker run "a \\\nb"', ['docker run [a b]']],
    [`docker run "C:\\tools" C:\\\\tools`, ['docker run C:\\tools C:\\tools']],
    // Variables.
    [
      'docker run a:$TAG b:${TAG} "c:$TAG-x" ${TAG}y',
      ['docker run a:ltsc2022 b:ltsc2022 c:ltsc2022-x ltsc2022y'],
    ],
    ['docker build $FLAGS . "$FLAGS"', ['docker build --pull -t a . [--pull -t a]']],
    ['docker run $EMPTY "$EMPTY" a', ['docker run [] a']],
    ['docker run $NOBODY a:$HIDDEN', ['docker run ? a:?']],
    ['docker run ${NOBODY:-x} ${TAG:-x} ${EMPTY:-x} ${EMPTY-x} ${TAG:+y}', ['docker run ? ltsc2022 x y']],
    ['docker run ${TAG%2} ${#TAG} ${!TAG} $((1 + 2)) $1 $?', ['docker run ? ? ? ? ? ?']],
    ['X=1; docker run $X; export X=2; docker run $X', ['docker run 1', 'docker run 2']],
    ['X="a b"\ndocker run $X "$X"', ['docker run a b [a b]']],
    ['X=$TAG-x Y=${X}\ndocker run $Y', ['docker run ltsc2022-x']],
    ['X=a; X+=b; docker run $X', ['docker run ab']],
    ['X=$(date)\ndocker run $X', ['docker run ?']],
    ['declare -r X=1; local Y=2; readonly Z=3; docker run $X$Y$Z', ['docker run 123']],
    ['read X; docker run $X', ['docker run ?']],
    // Arrays.
    ['args=(build -t "a b" .)\ndocker "${args[@]}"', ['docker build -t [a b] .']],
    ['args=(build)\nargs+=(-t x)\nargs+=(.)\ndocker "${args[@]}"', ['docker build -t x .']],
    ['args=(\n  --pull # yes\n  -t x\n)\ndocker build ${args[@]} .', ['docker build --pull -t x .']],
    ['args=()\ndocker run "${args[@]}" a', ['docker run a']],
    ['docker run "$@" a', ['docker run ? a']],
    // Substitutions.
    ['ID=$(docker create a)', ['docker create a']],
    ['echo `docker create a` "$(docker create b)"', ['docker create a', 'docker create b']],
    ['docker run $(docker build -q .)', ['docker build -q .', 'docker run ?']],
    ['docker rm $(docker ps -q) && docker pull a', ['docker ps -q', 'docker rm ?', 'docker pull a']],
    // Structure.
    [
      'docker pull a && docker pull b || docker pull c; docker pull d & docker pull e',
      ['a', 'b', 'c', 'd', 'e'].map((x) => `docker pull ${x}`),
    ],
    ['(docker pull a); { docker pull b; }', ['docker pull a', 'docker pull b']],
    ['docker save a | gzip > a.gz; cat b | docker load', ['docker save a', 'docker load']],
    [
      'if docker pull a; then docker pull b; elif x; then docker pull c; else docker pull d; fi',
      ['a', 'b', 'c', 'd'].map((x) => `docker pull ${x}`),
    ],
    ['if [[ "$a" == b && ( $c ) ]]; then\n  docker pull a\nfi', ['docker pull a']],
    [
      'while ! docker pull a; do sleep 1; done\nuntil docker info; do :; done',
      ['docker pull a', 'docker info'],
    ],
    [
      'case "$X" in\n a|b) docker pull a ;;\n *) docker pull b;;\nesac\ndocker pull c',
      ['a', 'b', 'c'].map((x) => `docker pull ${x}`),
    ],
    ['f() {\n docker pull $1\n}\nf a\nf b', ['docker pull a', 'docker pull b']],
    ['function f { docker pull ${1}; }', ['docker pull ?']],
    // What the ways do not agree on.
    ['if x; then T=a; else T=b; fi; docker run $T', ['docker run ?']],
    ['if x; then T=a; else T=a; fi; docker run $T', ['docker run a']],
    ['T=a; if x; then T=b; fi; docker run $T', ['docker run ?']],
    ['T=a; [ -n "$Y" ] && T=b; docker run $T', ['docker run ?']],
    ['T=a; if x; then T=b; exit 1; fi; docker run $T', ['docker run a']],
    ['T=a; (T=b); docker run $T', ['docker run a']],
    ['T=a; while read -r l; do docker run $T; T=b; done', ['docker run ?']],
    // Loops.
    [
      'for v in ltsc2019 ltsc2022; do\n  docker build --build-arg V=$v .\ndone',
      ['docker build --build-arg V=ltsc2019 .', 'docker build --build-arg V=ltsc2022 .'],
    ],
    ['VS="a b"; for v in $VS; do docker run $v; done', ['docker run a', 'docker run b']],
    ['for v in $(ls); do docker run $v; done', ['docker run ?']],
    ['for v in *.txt; do docker run $v; done', ['docker run ?']],
    [
      'for v in a b; do for w in c d; do docker run $v$w; done; done',
      ['ac', 'ad', 'bc', 'bd'].map((x) => `docker run ${x}`),
    ],
    ['for ((i=0; i<3; i++)); do docker run $i; done', ['docker run ?']],
    // Here-documents, here-strings.
    ['cat <<EOF > x\ndocker build .\nEOF\ndocker run a', ['docker run a']],
    ["cat <<-'EOF'\n\tdocker build .\n\tEOF\ndocker run a", ['docker run a']],
    ['docker build - <<EOF\nFROM x\nEOF\n', ['docker build -']],
    ['docker login --password-stdin <<< "$X" 2>&1 >/dev/null', ['docker login --password-stdin']],
    // Redirections are no words.
    ['docker build . > log 2>&1 &>> x', ['docker build .']],
    [`docker run ${UNKNOWN} a:${UNKNOWN}`, ['docker run ? a:?']],
    ['docker images --format "{{.ID}}" --filter=x={y}', ['docker images --format {{.ID}} --filter=x={y}']],
    // Broken ones.
    ['docker run "a', ['docker run a']],
    ['fi; done; ) } docker pull a', ['docker pull a']],
    ['if x; then docker pull a', ['docker pull a']],
  ])('%j', (script, commands) => {
    expect(commandsOf('bash', script)).toEqual(commands);
  });

  it('says which words may become several', () => {
    const [command] = read('bash', 'docker run $X "$X" a$X $(x) "$@"').commands;
    expect(command?.words.map(({ several }) => several === true)).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('gives offsets of words', () => {
    const text = 'echo\ndocker  "run" $FLAGS';
    const [command] = read('bash', text).commands;
    expect(command?.words.map(({ from, to }) => text.slice(from, to))).toEqual([
      'docker',
      '"run"',
      '$FLAGS',
      '$FLAGS',
      '$FLAGS',
    ]);
  });
});
