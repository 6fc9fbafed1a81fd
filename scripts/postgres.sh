#!/usr/bin/env bash
# A private PostgreSQL 15 for tests: on the loopback address only, in a directory of its own, run by a user without privileges.
#   postgres.sh start DIR PORT    makes and starts it; the last line printed is its address
#   postgres.sh stop  DIR [PORT]  stops it; the directory is left to the caller
# It installs nothing (`make test` does). Data here is thrown away, so it is not written through to disk.
set -eu

bin=/usr/lib/postgresql/15/bin
user=kvpttest

usage() { echo "usage: $0 start DIR PORT | stop DIR [PORT]" >&2; exit 2; }

# PostgreSQL refuses to run as root: root hands over to a user made for this.
as_user() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u "$user" -- "$@"); else "$@"; fi
}

make_user() {
  [ "$(id -u)" = 0 ] || return 0
  id "$user" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$user"
}

start() {
  local dir=$1 port=$2 data=$1/data
  [ -x "$bin/initdb" ] || { echo "PostgreSQL 15 is missing: install the Debian package postgresql-15" >&2; exit 1; }
  make_user
  mkdir -p "$dir"
  if [ "$(id -u)" = 0 ]; then chown "$user" "$dir"; fi
  if [ ! -d "$data" ]; then
    as_user "$bin/initdb" -D "$data" -U kvpt -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir.initdb.log" 2>&1 ||
      { cat "$dir.initdb.log" >&2; exit 1; }
    rm -f "$dir.initdb.log"
  fi
  if ! as_user "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; then
    as_user "$bin/pg_ctl" -D "$data" -l "$dir/server.log" -w -t 60 -s \
      -o "-h 127.0.0.1 -p $port -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=200" start ||
      { cat "$dir/server.log" >&2; exit 1; }
  fi
  as_user "$bin/psql" -h 127.0.0.1 -p "$port" -U kvpt -d postgres -tAqc "select 1 from pg_database where datname = 'kvpt'" |
    grep -q 1 || as_user "$bin/createdb" -h 127.0.0.1 -p "$port" -U kvpt kvpt
  echo "postgres://kvpt@127.0.0.1:$port/kvpt"
}

stop() {
  local data=$1/data
  [ -d "$data" ] || return 0
  as_user "$bin/pg_ctl" -D "$data" -m immediate -w -s stop
}

case "${1:-}" in
  start) [ $# -eq 3 ] || usage; start "$(realpath -m "$2")" "$3" ;;
  stop) [ $# -ge 2 ] || usage; stop "$(realpath -m "$2")" ;;
  *) usage ;;
esac
