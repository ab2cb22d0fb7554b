#!/usr/bin/env bash
# Checks what the launcher says when something it needs is missing, too old or out of reach: one clear line, the right exit
# code and nothing built. Every tool is a stand-in on a PATH of the check's own, so the machine's own tools do not matter.
set -euo pipefail

SOURCE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT

# A space in the path, because a checkout may well have one.
PROJECT="$SCRATCH/a project"
TOOLS="$SCRATCH/tools"
JDKS="$SCRATCH/jdks"
checks=0 failures=0

# shellcheck source=ops/launcher/stand-ins.sh
source "$SOURCE/ops/launcher/stand-ins.sh"

# launch [NAME=VALUE…] -- ARGUMENT…
launch() {
  local environment=()
  while [[ $1 != -- ]]; do environment+=("$1") && shift; done
  shift
  status=0
  (cd "$SCRATCH" && env -i HOME="$SCRATCH" PATH="$TOOLS" LOCKSTEP_JDK_PLACES="$JDKS" ${environment[@]+"${environment[@]}"} \
    "$PROJECT/lockstep" "$@") >"$SCRATCH/out" 2>"$SCRATCH/err" </dev/null || status=$?
}

# expect TITLE STATUS PATTERN…: that exit code, and on standard error exactly one line for each pattern, in this order.
expect() {
  local title=$1 expected=$2 line=0 wrong='' pattern text
  shift 2
  ((status == expected)) || wrong="exit code $status instead of $expected"
  (($(wc -l <"$SCRATCH/err") == $#)) || wrong+="${wrong:+, }not $# lines"
  for pattern in "$@"; do
    line=$((line + 1))
    text=$(sed -n "${line}p" "$SCRATCH/err")
    # shellcheck disable=SC2053 # the right side is meant as a pattern
    [[ $text == $pattern ]] || wrong+="${wrong:+, }line $line does not match '$pattern'"
  done
  report "$title" "$wrong"
}

expect_out() {
  local wrong=''
  # shellcheck disable=SC2053 # the right side is meant as a pattern
  [[ $(<"$SCRATCH/out") == $2 ]] || wrong="standard output does not match '$2'"
  report "$1" "$wrong"
}

report() {
  checks=$((checks + 1))
  if [[ -z $2 ]]; then
    echo "ok      $1"
  else
    failures=$((failures + 1))
    printf 'FAILED  %s: %s\n' "$1" "$2"
    sed 's/^/          | /' "$SCRATCH/out" "$SCRATCH/err"
  fi
}

check_jdk() {
  reset && rm -rf "$JDKS"
  launch -- demo
  expect "no JDK" 2 'lockstep: a JDK 25 or later is needed, found none; install one*LOCKSTEP_JAVA_HOME*'

  reset && rm -rf "$JDKS/jdk-25"
  launch JAVA_HOME="$JDKS/jdk-17" -- demo
  expect "an old JDK" 2 'lockstep: a JDK 25 or later is needed, found Java 17.0.15 in */jdk-17; install one*'

  reset
  launch LOCKSTEP_JAVA_HOME="$JDKS/jdk-17" -- demo
  expect "an old JDK that is named" 2 'lockstep: a JDK 25 or later is needed, found Java 17.0.15 in LOCKSTEP_JAVA_HOME=*'

  reset
  launch LOCKSTEP_JAVA_HOME="$JDKS/nowhere" -- demo
  expect "a named JDK that is not there" 2 'lockstep: a JDK 25 or later is needed, found no JDK in LOCKSTEP_JAVA_HOME=*'

  reset && stand_in_jdk jdk-26 26-ea
  launch JAVA_HOME="$JDKS/jdk-17" -- demo
  expect_out "the oldest JDK that will do is chosen" 'jdk-25: *-jar */a project/relayer/app/target/lockstep.jar demo'

  launch JAVA_HOME="$JDKS/jdk-26" -- demo
  expect_out "JAVA_HOME is chosen where it will do" 'jdk-26: *'
}

check_build_tools() {
  reset && rm "$TOOLS/mvn"
  launch -- demo
  expect "no Maven" 2 'lockstep: Maven 3.8 or later is needed, found none; install it*'

  reset && stand_in mvn "echo 'Apache Maven 3.6.3'"
  launch -- demo
  expect "an old Maven" 2 'lockstep: Maven 3.8 or later is needed, found 3.6.3 in */mvn; install it*'

  reset && stand_in mvn 'exit 1'
  launch -- demo
  expect "a Maven that does not start" 2 'lockstep: Maven 3.8 or later is needed, found one that does not start in */mvn; install it*'

  reset && rm "$TOOLS/node"
  launch -- demo
  expect "no Node" 2 'lockstep: Node 20 or later is needed, found none; install it*'

  reset && stand_in node 'echo v18.20.4'
  launch -- demo
  expect "an old Node" 2 'lockstep: Node 20 or later is needed, found 18.20.4 in */node; install it*'

  reset && rm "$TOOLS/npm"
  launch -- demo
  expect "no npm" 2 'lockstep: npm 9 or later is needed, found none; install it*'

  reset && rm -rf "$JDKS" && rm "$TOOLS/mvn" "$TOOLS/node" "$TOOLS/npm"
  launch -- demo
  expect "nothing at all is told in one go" 2 '*JDK 25*' '*Maven 3.8*' '*Node 20*' '*npm 9*'
}

check_builds() {
  reset
  launch -- build
  expect "a first build tells what it does" 0 'fetching*' 'building the contracts*' 'building the Java*'

  launch -- build
  expect "a second one has nothing to do" 0

  rm "$TOOLS/mvn" "$TOOLS/node" "$TOOLS/npm"
  launch -- some --command 'with a space'
  expect_out "what is built runs without the build's tools" 'jdk-25: *lockstep.jar some --command with a space'

  reset && launch -- build
  echo '// changed' >"$PROJECT/contracts/src/Changed.sol"
  launch -- build
  expect "changed contracts are built again, and Java with them" 0 'building the contracts*' 'building the Java*'

  mkdir -p "$PROJECT/relayer/app/src/main/java" && echo '// changed' >"$PROJECT/relayer/app/src/main/java/Changed.java"
  launch -- build
  expect "changed Java is built again, and nothing else" 0 'building the Java*'

  launch -- clean
  launch -- build
  expect "after clean everything but the packages is built again" 0 'building the contracts*' 'building the Java*'

  check_two_at_once "two launches at once build once"
  rm "$TOOLS/flock"
  check_two_at_once "two launches at once build once without flock too"

  reset && stand_in mvn "case \$* in *version*) echo 'Apache Maven 3.8.7' ;; *) echo '[ERROR] A.java:[1,1] wrong'; exit 1 ;; esac"
  launch -- build
  expect "a failed build shows why and where the rest is" 1 'fetching*' 'building the contracts*' 'building the Java*' \
    '?ERROR? A.java:?1,1? wrong' 'lockstep: the build failed; all of its output is in */target/launcher/maven.log'
}

check_two_at_once() {
  reset
  launch -- build & launch -- build & wait
  report "$1" "$([[ $(<"$SCRATCH/builds") == built ]] || echo "built $(wc -l <"$SCRATCH/builds") times")"
}

check_network() {
  local npm
  reset && stand_in mvn "case \$* in *version*) echo 'Apache Maven 3.8.7' ;; *) echo '[ERROR] Could not transfer artifact a:b:jar:1 from/to central: Unknown host'; exit 1 ;; esac"
  launch -- build
  expect "Maven without a network" 1 'fetching*' 'building the contracts*' 'building the Java*' \
    'lockstep: a download failed (Could not transfer artifact a:b:jar:1); the first run needs the network: connect*maven.log'

  # The real npm this time, since it is its own words that the launcher has to recognise.
  npm=$(type -P npm)
  reset && rm -f "$TOOLS/npm" "$TOOLS/node" && ln -s "$(type -P node)" "$TOOLS/node" && ln -s "$npm" "$TOOLS/npm"
  launch npm_config_registry=http://127.0.0.1:9 npm_config_fetch_retries=0 npm_config_cache="$SCRATCH/npm" -- build
  expect "npm without a network" 1 'fetching*' \
    'lockstep: a download failed (npm error code ECONNREFUSED); the first run needs the network: connect*npm.log'
}

copy_project
link_system_tools
check_jdk
check_build_tools
check_builds
check_network

echo "$checks checks, $failures failed"
((failures == 0))
