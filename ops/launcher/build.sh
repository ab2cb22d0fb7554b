# shellcheck shell=bash
# Builds what is stale, and nothing else. A stamp holds the hash of the sources that the last good build was made from:
# hashing them all takes milliseconds, where asking Maven or npm takes seconds.

NODE_MODULES="$ROOT/contracts/node_modules"
FORGE="$NODE_MODULES/.bin/forge"
APP_JAR="$ROOT/relayer/app/target/lockstep.jar"

# It lies in the folder it vouches for, so that it goes when the folder goes.
PACKAGES_STAMP="$NODE_MODULES/.lockstep-stamp"
CONTRACTS_STAMP="$WORK/contracts.stamp"
JAVA_STAMP="$WORK/java.stamp"

if command -v sha256sum >/dev/null; then DIGEST=(sha256sum); else DIGEST=(shasum -a 256); fi

# Hashes names and contents of the files that find prints for the given arguments. A path that is not there counts as empty.
hash_of() {
  (
    cd "$ROOT"
    { find "$@" -type f -print0 2>/dev/null || true; } | LC_ALL=C sort -z | xargs -0 "${DIGEST[@]}" | "${DIGEST[@]}"
  )
}

packages_hash() { hash_of contracts/package.json contracts/package-lock.json contracts/.npmrc; }

contracts_hash() {
  packages_hash
  hash_of contracts/src contracts/samples contracts/foundry.toml contracts/tools/solc contracts/tools/build
}

# Tests are left out: what runs does not depend on them.
java_hash() {
  contracts_hash
  hash_of . \( -name .git -o -name node_modules -o -name target -o -path ./contracts/out -o -path ./contracts/cache \) -prune \
    -o \( -name pom.xml -o -path './.mvn/*' -o -path '*/src/main/*' -o -path './db/migration/*' \)
}

# fresh STAMP HASH PRODUCT: the product is there and was made from these sources.
fresh() { [[ -e $3 && -r $1 && $(<"$1") == "$2" ]]; }

packages_fresh() { fresh "$PACKAGES_STAMP" "$(packages_hash)" "$FORGE"; }
contracts_fresh() { packages_fresh && fresh "$CONTRACTS_STAMP" "$(contracts_hash)" "$ROOT/contracts/out"; }
java_fresh() { contracts_fresh && fresh "$JAVA_STAMP" "$(java_hash)" "$APP_JAR"; }

# logged NAME COMMAND…: runs it with its output in a file, of which only a failure shows the part that matters.
logged() {
  local log="$WORK/$1.log"
  shift
  "$@" </dev/null >"$log" 2>&1 || tell_build_failure "$log"
}

tell_build_failure() {
  local log=$1
  tell_network_failure "$log"
  if grep -qE '^\[(ERROR|WARNING)\]' "$log"; then
    grep -E '^\[(ERROR|WARNING)\]' "$log" | grep -vE '\[Help|re-run Maven|For more information|^\[ERROR\] *$' | head -40 >&2
  else
    tail -40 "$log" >&2
  fi
  fail 1 "the build failed; all of its output is in $log"
}

tell_network_failure() {
  local cause
  cause=$(network_failure "$1")
  [[ -z $cause ]] || fail 1 "a download failed ($cause); the first run needs the network: connect and try again; details in $1"
}

network_failure() {
  grep -oE 'Could not transfer (artifact|metadata) [^ ]+|^npm (error|ERR!) code (E[A-Z_]*)$' "$1" |
    grep -E 'Could not|ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH' | head -1 || true
}

build_packages() {
  packages_fresh && return
  say "fetching the contracts' packages…"
  local hash
  hash=$(packages_hash)
  # npm's own patience, a minute of silence, is wrong for somebody without a network who waits at a terminal.
  npm_config_fetch_retry_mintimeout=${npm_config_fetch_retry_mintimeout:-1000} \
    npm_config_fetch_retry_maxtimeout=${npm_config_fetch_retry_maxtimeout:-5000} \
    logged npm npm --prefix "$ROOT/contracts" ci --prefer-offline --no-progress
  [[ -x $FORGE ]] ||
    fail 2 "npm installed no forge for $(uname -sm); Lockstep builds on Linux and macOS, x86-64 and arm64, with npm's optional packages"
  printf '%s' "$hash" >"$PACKAGES_STAMP"
}

forge() { (cd "$ROOT/contracts" && "$FORGE" "$@"); }

build_contracts() {
  build_packages
  contracts_fresh && return
  say "building the contracts…"
  local hash
  hash=$(contracts_hash)
  # Tests are left out, as they take as long again.
  logged forge bash "$ROOT/contracts/tools/build"
  printf '%s' "$hash" >"$CONTRACTS_STAMP"
}

maven() {
  (
    cd "$ROOT"
    mvn --batch-mode --no-transfer-progress \
      ${LOCKSTEP_MAVEN_REPO:+"-Dmaven.repo.local=$LOCKSTEP_MAVEN_REPO"} "$@"
  )
}

build_java() {
  java_fresh && return
  say "building the Java modules…"
  local hash
  hash=$(java_hash)
  # What a person runs need not be tested or tidy yet; ./lockstep test sees to both.
  logged maven maven package -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true
  printf '%s' "$hash" >"$JAVA_STAMP"
}

build_all() {
  ! java_fresh || return 0
  require_build_tools
  lock_build
  build_contracts
  build_java
  unlock_build
}
