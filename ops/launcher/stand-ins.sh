# shellcheck shell=bash
# A copy of the launcher with stand-ins for every tool it calls, for test.sh. Uses SOURCE, SCRATCH, PROJECT, TOOLS and JDKS.

copy_project() {
  mkdir -p "$PROJECT/ops" "$PROJECT/contracts/src" "$PROJECT/contracts/tools" "$TOOLS" "$JDKS"
  cp "$SOURCE/lockstep" "$PROJECT/"
  cp -R "$SOURCE/ops/launcher" "$PROJECT/ops/"
  cp "$SOURCE"/contracts/{package.json,package-lock.json,.npmrc} "$PROJECT/contracts/"
  cp "$SOURCE/contracts/tools/build" "$PROJECT/contracts/tools/"
  echo '<project/>' >"$PROJECT/pom.xml"
}

# What the launcher uses of the system, without the folders that may hold a real Java, Maven or Node.
link_system_tools() {
  local tool place
  for tool in bash cat chmod dirname find flock grep head id mkdir readlink rm sed sh sha256sum shasum sleep sort tail tee touch uname xargs; do
    ! place=$(type -P "$tool") || ln -s "$place" "$TOOLS/$tool"
  done
}

# stand_in COMMAND SCRIPT
stand_in() {
  rm -f "$TOOLS/$1"
  printf '#!/bin/sh\n%s\n' "$2" >"$TOOLS/$1"
  chmod +x "$TOOLS/$1"
}

# stand_in_jdk NAME VERSION: its java prints how it was called.
stand_in_jdk() {
  mkdir -p "$JDKS/$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$JDKS/$1/release"
  printf '#!/bin/sh\necho "%s: $*"\n' "$1" >"$JDKS/$1/bin/java"
  cp "$JDKS/$1/bin/java" "$JDKS/$1/bin/javac"
  chmod +x "$JDKS/$1/bin/"*
}

# A Maven that builds a jar when it is asked to, and an npm that brings a forge that builds nothing.
reset() {
  rm -rf "$JDKS" "$PROJECT/target" "$PROJECT/relayer" "$PROJECT/contracts/node_modules" "$PROJECT/contracts/out"
  stand_in_jdk jdk-17 17.0.15
  stand_in_jdk jdk-25 25.0.3
  stand_in mvn "case \$* in *version*) echo 'Apache Maven 3.8.7 (stand-in)' ;; *) echo built >>'$SCRATCH/builds'; sleep 0.3; mkdir -p relayer/app/target; touch relayer/app/target/lockstep.jar ;; esac"
  stand_in node 'echo v20.1.0'
  stand_in npm "case \$* in --version) echo 10.0.0 ;; *) cd '$PROJECT/contracts' && mkdir -p node_modules/.bin && printf '#!/bin/sh\nmkdir -p out\n' >node_modules/.bin/forge && chmod +x node_modules/.bin/forge ;; esac"
  rm -f "$SCRATCH/builds"
}
