# shellcheck shell=bash
# Finds the tools that Lockstep needs. Whatever is missing or too old is told in one line each, all of them at once.

JDK_NEEDED=25
MAVEN_NEEDED=3.8
NODE_NEEDED=20
NPM_NEEDED=9

# at_least FOUND NEEDED: compares dotted versions number by number; what follows a number, as in 25-ea, is left out.
at_least() {
  local found=$1. needed=$2. found_part=0 needed_part=0
  while [[ -n $needed ]] && ((found_part == needed_part)); do
    found_part=${found%%.*} needed_part=${needed%%.*}
    found_part=$((10#0${found_part%%[!0-9]*})) needed_part=$((10#0${needed_part%%[!0-9]*}))
    found=${found#*.} needed=${needed#*.}
  done
  ((found_part >= needed_part))
}

# Every JDK has a file that names its version, which is a hundred times faster to read than to start it.
jdk_version() {
  [[ -n $1 && -x $1/bin/javac && -r $1/release ]] && sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release"
}

jdk_on_path() {
  local java
  java=$(command -v java) || return 0
  while [[ -L $java ]]; do
    local link
    link=$(readlink "$java")
    [[ $link == /* ]] || link="$(dirname "$java")/$link"
    java=$link
  done
  dirname "$(dirname "$java")"
}

jdk_candidates() {
  local place places jdk
  places=${LOCKSTEP_JDK_PLACES:-/usr/lib/jvm:/Library/Java/JavaVirtualMachines:${HOME:-}/.sdkman/candidates/java:${HOME:-}/.jdks}
  while IFS= read -r -d : place; do
    for jdk in "$place"/* "$place"/*/Contents/Home; do
      [[ ! -d $jdk ]] || printf '%s\n' "$jdk"
    done
  done <<<"$places:"
  jdk_on_path
}

# Sets JDK to the one to use, or leaves it empty and sets JDK_FOUND to the best of those that will not do. Of several that
# will do it takes the oldest, which is the one the build was made for.
choose_jdk() {
  local candidate version chosen='' rejected=''
  JDK='' JDK_FOUND=''
  while IFS= read -r candidate; do
    version=$(jdk_version "$candidate") || continue
    if at_least "$version" "$JDK_NEEDED"; then
      [[ -z $chosen ]] || ! at_least "$version" "$chosen" || continue
      JDK=$candidate chosen=$version
      [[ $candidate != "${JAVA_HOME:-}" ]] || return 0
    elif [[ -z $rejected ]] || ! at_least "$rejected" "$version"; then
      JDK_FOUND="Java $version in $candidate" rejected=$version
    fi
  done < <(printf '%s\n' "${JAVA_HOME:-}" && jdk_candidates)
}

choose_named_jdk() {
  local version
  version=$(jdk_version "$LOCKSTEP_JAVA_HOME") || version=''
  JDK='' JDK_FOUND="${version:+Java }${version:-no JDK} in LOCKSTEP_JAVA_HOME=$LOCKSTEP_JAVA_HOME"
  ! at_least "${version:-0}" "$JDK_NEEDED" || JDK=$LOCKSTEP_JAVA_HOME
}

require_jdk() {
  if [[ -n ${LOCKSTEP_JAVA_HOME:-} ]]; then choose_named_jdk; else choose_jdk; fi
  if [[ -z $JDK ]]; then
    complain "a JDK $JDK_NEEDED or later is needed, found ${JDK_FOUND:-none}; install one (packages are called temurin-25-jdk," \
      "openjdk-25-jdk or openjdk@25), or set LOCKSTEP_JAVA_HOME to the folder of one"
    # Whoever has to install something wants to hear of all of it at once.
    require_build_tools
    exit 2
  fi
  export JAVA_HOME=$JDK
}

# Asked from the root folder of the machine, where the project's own JVM settings do not apply.
maven_version() { (cd / && mvn -version </dev/null 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'); }

npm_version() { npm --version </dev/null 2>/dev/null; }

node_version() { node --version </dev/null 2>/dev/null | sed -n 's/^v//p'; }

# check_tool NAME NEEDED COMMAND PACKAGE VERSION_OF: one line where the tool is missing or too old.
check_tool() {
  local name=$1 needed=$2 command=$3 package=$4 version_of=$5 place version=''
  if place=$(command -v "$command"); then
    version=$("$version_of") || true
    # Maven cannot even tell its version without a JDK, so without one its version has to wait.
    [[ -n $version || $command != mvn || -n $JDK ]] || return 0
    ! at_least "${version:-0}" "$needed" || return 0
  fi
  complain "$name $needed or later is needed, found ${place:+${version:-one that does not start} in }${place:-none};" \
    "install it (the package is called $package) and have $command on PATH"
  return 1
}

# Only a build needs these, so a run of what is already built does not wait for them.
require_build_tools() {
  local missing=0
  check_tool Maven "$MAVEN_NEEDED" mvn maven maven_version || missing=1
  check_tool Node "$NODE_NEEDED" node nodejs node_version || missing=1
  check_tool npm "$NPM_NEEDED" npm npm npm_version || missing=1
  ((missing == 0)) || exit 2
}
