# shellcheck shell=bash
# One build at a time: two would write into the same folders. The lock ends with the process, however it ends.
lock_build() {
  [[ -z ${LOCKED:-} ]] || return 0
  mkdir -p "$WORK" 2>/dev/null || fail 2 "cannot write to $WORK; make the folder writable for $(id -un)"
  if command -v flock >/dev/null; then
    exec 9>"$WORK/lock"
    flock -n 9 || { say "waiting for another build to end…" && flock 9; }
  else
    lock_build_by_folder
  fi
  LOCKED=yes
}

# For systems without flock: a folder is made by one process only. One whose owner is gone is taken over.
lock_build_by_folder() {
  local folder="$WORK/lock.d" owner told=''
  until mkdir "$folder" 2>/dev/null; do
    owner=$(cat "$folder/owner" 2>/dev/null || true)
    if [[ -n $owner ]] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$folder"
      continue
    fi
    [[ -n $told ]] || say "waiting for another build to end…"
    told=yes
    sleep 1
  done
  echo $$ >"$folder/owner"
  trap 'rm -rf "$WORK/lock.d"' EXIT
}

unlock_build() {
  [[ -n ${LOCKED:-} ]] || return 0
  if [[ -d $WORK/lock.d ]]; then rm -rf "$WORK/lock.d"; else exec 9>&-; fi
  LOCKED=''
}
