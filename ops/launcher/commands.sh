# shellcheck shell=bash
# The launcher's own commands, and the step from the launcher to the command line.

command_build() {
  require_jdk
  build_all
}

command_format() {
  require_jdk
  require_build_tools
  lock_build
  build_packages
  logged format maven --quiet spotless:apply
  forge fmt
}

# What npm fetched stays: it is not built here, and fetching it again needs the network.
command_clean() {
  local pom
  lock_build
  while IFS= read -r pom; do
    rm -rf "$(dirname "$pom")/target"
  done < <(find "$ROOT" \( -name .git -o -name node_modules -o -name target \) -prune -o -name pom.xml -print)
  rm -rf "$ROOT/contracts/out" "$ROOT/contracts/cache"
}

# step TITLE COMMAND…: one part of the test run, under a heading; the first that fails ends the run.
step() {
  local title=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  if "$@"; then
    SUMMARY+="ok      $title ($((SECONDS - started)) s)"$'\n'
  else
    printf '\n== Summary\n%sFAILED  %s (%d s)\n' "$SUMMARY" "$title" $((SECONDS - started))
    exit 1
  fi
}

test_contracts() { (cd "$ROOT/contracts" && bash tools/check); }

cover_contracts() { (cd "$ROOT/contracts" && bash tools/coverage); }

# Quiet but for warnings and the tests themselves, whose summaries so stand together at the end of the run.
test_java() {
  local hash log="$WORK/java-tests.log"
  hash=$(java_hash)
  if maven verify -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info </dev/null 2>&1 | tee "$log"; then
    printf '%s' "$hash" >"$JAVA_STAMP"
  else
    tell_network_failure "$log"
    return 1
  fi
}

command_test() {
  SUMMARY=''
  require_jdk
  require_build_tools
  lock_build
  build_packages
  step "Launcher" bash "$ROOT/ops/launcher/test.sh"
  build_contracts
  step "Contracts" test_contracts
  step "Coverage of the contracts" cover_contracts
  step "Java modules" test_java
  printf '\n== Summary\n%s' "$SUMMARY"
}

# exec, so that a signal reaches the command and not a shell that waits for it. JMH still asks sun.misc.Unsafe how it lies
# in memory.
run_command_line() {
  require_jdk
  build_all
  local compiler=()
  # Most commands are over before the optimising compiler pays off, so they leave it out; daemons, proofs and benchmarks are not.
  case ${1:-} in
    up | attester | prove | bench) ;;
    *) compiler=(-XX:TieredStopAtLevel=1) ;;
  esac
  exec "$JDK/bin/java" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError ${compiler[@]+"${compiler[@]}"} --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dlockstep.home="$ROOT" -Dlockstep.reports="$WORK" \
    -jar "$APP_JAR" "$@"
}
